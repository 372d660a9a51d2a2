import { Upload as UploadIcon } from 'lucide-react';
import { type ChangeEvent, type DragEvent, type ReactNode, useRef, useState } from 'react';
import { ConfirmDialog } from '../components/ConfirmDialog.tsx';
import { IconButton } from '../components/IconButton.tsx';
import { showError, showMessage } from '../components/messages.ts';
import { formatBytes, formatCount } from '../format.ts';
import { type Artifact, type ArtifactOwner, filesIn } from '../queries/artifacts.ts';
import { droppedFiles, refusalOf } from './dropped-files.ts';
import { UploadList } from './UploadList.tsx';
import { useUploads } from './use-uploads.ts';

interface ArtifactDropProps {
  owner: ArtifactOwner;
  /** What the files are added to, for people. */
  name: string;
  /** Gets the button that opens the system's file dialog. */
  children: (button: ReactNode) => ReactNode;
}

interface Wanted {
  artifact: Artifact;
  file: File;
}

/** Takes files that are dropped on it, or chosen, as artifacts. One that would take the place of another is asked about. */
export function ArtifactDrop({ owner, name, children }: ArtifactDropProps) {
  const { uploads, start } = useUploads();
  const [isOver, setOver] = useState(false);
  const [replacing, setReplacing] = useState<readonly Wanted[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const startAll = (wanted: readonly Wanted[]) => {
    for (const { artifact, file } of wanted) start(artifact, file);
  };
  const add = async (files: readonly File[]) => {
    const wanted = files.map((file) => ({ artifact: { owner, path: file.name }, file }));
    const there = await filesIn({ owner, path: '' });
    startAll(wanted.filter(({ artifact }) => !there.has(artifact.path)));
    setReplacing(wanted.filter(({ artifact }) => there.has(artifact.path)));
  };
  const drop = (event: DragEvent) => {
    setOver(false);
    if (!hasFiles(event)) return;
    event.preventDefault();
    // The desktop's shell answers every drop that comes as far as the window.
    event.stopPropagation();
    const { files, folders } = droppedFiles(event.dataTransfer);
    if (folders.length > 0) showMessage(refusalOf(folders));
    add(files).catch(showError);
  };
  const choose = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    add([...(currentTarget.files ?? [])]).catch(showError);
    currentTarget.value = '';
  };
  const leave = ({ currentTarget, relatedTarget }: DragEvent) => {
    if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false);
  };
  return (
    <div
      className="relative flex h-full min-h-0 flex-col"
      onDragEnter={(event) => setOver(hasFiles(event))}
      onDragLeave={leave}
      onDragOver={(event) => {
        if (hasFiles(event)) event.preventDefault();
      }}
      onDrop={drop}
    >
      {children(
        <>
          <IconButton icon={UploadIcon} label="Add files" onClick={() => input.current?.click()} />
          <input ref={input} type="file" multiple hidden aria-label="Files to add" onChange={choose} />
        </>,
      )}
      <UploadList uploads={uploads} />
      {isOver && (
        <p className="pointer-events-none absolute inset-1 z-20 grid place-items-center rounded-md border-2 border-dashed border-accent bg-canvas/90 p-4 text-center">
          Drop files to add them to the artifacts of {name}
        </p>
      )}
      <ConfirmDialog
        isOpen={replacing.length > 0}
        onClose={() => setReplacing([])}
        title={replacing.length === 1 ? `Replace ${replacing[0]?.file.name}` : 'Replace files'}
        action={`Replace ${counted(replacing)}`}
        onConfirm={async () => startAll(replacing)}
      >
        <p>
          {name} has {replacing.length === 1 ? 'a file' : 'files'} of this name already. What is there is
          overwritten and cannot be brought back:
        </p>
        <ul className="mt-2 font-mono text-12 break-all">
          {replacing.map(({ file }) => (
            <li key={file.name}>{file.name}</li>
          ))}
        </ul>
      </ConfirmDialog>
    </div>
  );
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer.types.includes('Files');
}

function counted(wanted: readonly Wanted[]): string {
  const bytes = wanted.reduce((sum, { file }) => sum + file.size, 0);
  return `${formatCount(wanted.length)} ${wanted.length === 1 ? 'file' : 'files'} (${formatBytes(bytes)})`;
}
