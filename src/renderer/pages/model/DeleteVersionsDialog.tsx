import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { formatCount } from '../../format.ts';
import { deleteVersions } from '../../queries/model-versions.ts';

interface DeleteVersionsDialogProps {
  name: string;
  versions: readonly { version: string; stage: string; aliases: readonly string[] }[];
  onClose: () => void;
  onDeleted?: () => void;
}

/** Says exactly what goes: a version does not go to the trash. */
export function DeleteVersionsDialog({ name, versions, onClose, onDeleted }: DeleteVersionsDialogProps) {
  const [first] = versions;
  const what = versions.length === 1 ? `v${first?.version}` : `${formatCount(versions.length)} versions`;
  const aliases = versions.flatMap((one) => one.aliases.map((alias) => `@${alias}`));
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={`Delete ${what} of “${name}”`}
      action={`Delete ${what}`}
      onConfirm={async () => {
        await deleteVersions(
          name,
          versions.map(({ version }) => version),
        );
        onDeleted?.();
      }}
    >
      <p>
        {versions.length === 1 ? `It is in ${first?.stage}. ` : ''}It does not go to the trash and cannot be
        brought back; its number is not given again. The run and its files stay.
      </p>
      {aliases.length > 0 && (
        <p className="mt-2">
          {aliases.length === 1 ? 'The alias' : 'The aliases'}{' '}
          <span className="font-mono text-12">{aliases.join(', ')}</span>{' '}
          {aliases.length === 1 ? 'goes' : 'go'} with it: what loads the model by{' '}
          {aliases.length === 1 ? 'it' : 'them'} will fail.
        </p>
      )}
      {versions.length > 1 && (
        <p className="mt-2 font-mono text-12 break-words">
          {versions.map(({ version }) => `v${version}`).join(', ')}
        </p>
      )}
    </ConfirmDialog>
  );
}
