import { useQueryClient } from '@tanstack/react-query';
import { Download, Ellipsis, PackagePlus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../components/Button.tsx';
import { ConfirmDialog } from '../components/ConfirmDialog.tsx';
import { IconButton } from '../components/IconButton.tsx';
import { Menu } from '../components/Menu.tsx';
import { showError, showMessage } from '../components/messages.ts';
import { formatBytes } from '../format.ts';
import { modelSourceOf } from '../model-source.ts';
import { type Artifact, artifactUrl, deleteArtifact } from '../queries/artifacts.ts';
import { openRegister } from '../register-dialog.ts';
import { nameOf } from './artifact-path.ts';

interface ArtifactActionsProps {
  artifact: Artifact;
  size: number | undefined;
  onDeleted: () => void;
}

export function ArtifactActions({ artifact, size, onDeleted }: ArtifactActionsProps) {
  const cache = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const name = nameOf(artifact.path);
  const model = modelSourceOf(artifact);
  const copy = (text: string, what: string) =>
    void navigator.clipboard.writeText(text).then(() => showMessage(`Copied the ${what}`), showError);
  return (
    <>
      {model && (
        <Button onClick={() => openRegister([model])}>
          <PackagePlus />
          Register model
        </Button>
      )}
      <a
        href={artifactUrl(artifact)}
        download={name}
        title="Download"
        aria-label="Download"
        className="grid size-6 place-items-center rounded-sm text-muted hover:bg-hover hover:text-ink"
      >
        <Download />
      </a>
      <Menu
        align="end"
        entries={[
          { label: 'Copy path', onSelect: () => copy(artifact.path, 'path') },
          { label: 'Copy URI', onSelect: () => copy(uriOf(artifact), 'URI') },
          { label: 'Copy Python that loads it', onSelect: () => copy(pythonFor(artifact), 'line') },
          'separator',
          { label: 'Delete…', icon: Trash2, isDanger: true, onSelect: () => setAsking(true) },
        ]}
      >
        <IconButton icon={Ellipsis} label="More" />
      </Menu>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={`Delete ${name}`}
        action={size === undefined ? 'Delete the file' : `Delete the file (${formatBytes(size)})`}
        onConfirm={async () => {
          await deleteArtifact(cache, artifact);
          onDeleted();
        }}
      >
        <p>
          <span className="font-mono text-12 break-all">{artifact.path}</span> is removed from the disk at
          once. It does not go to the trash and cannot be brought back.
        </p>
      </ConfirmDialog>
    </>
  );
}

/** As MLflow's clients name it, whatever server they talk to. */
function uriOf({ owner, path }: Artifact): string {
  return owner.kind === 'run' ? `runs:/${owner.id}/${path}` : `models:/${owner.id}/${path}`;
}

function pythonFor(artifact: Artifact): string {
  return `mlflow.artifacts.download_artifacts(${JSON.stringify(uriOf(artifact))})`;
}
