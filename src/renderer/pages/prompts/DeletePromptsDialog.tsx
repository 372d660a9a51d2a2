import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { formatCount } from '../../format.ts';
import { deleteModels } from '../../queries/registered-models.ts';

const MOST_NAMED = 8;

interface DeletePromptsDialogProps {
  prompts: readonly { name: string; versions: number; aliases: readonly unknown[] }[];
  onClose: () => void;
  /** Told when they are gone, as the page of one leaves then. */
  onDeleted?: () => void;
}

const counted = (count: number, one: string, many: string) =>
  count === 1 ? one : `${formatCount(count)} ${many}`;

/** Says exactly what goes: a prompt does not go to the trash. */
export function DeletePromptsDialog({ prompts, onClose, onDeleted }: DeletePromptsDialogProps) {
  const names = prompts.map(({ name }) => name);
  const versions = prompts.reduce((sum, prompt) => sum + prompt.versions, 0);
  const aliases = prompts.reduce((sum, prompt) => sum + prompt.aliases.length, 0);
  const what = [
    counted(names.length, 'the prompt', 'prompts'),
    versions > 0 && `with ${counted(versions, '1 version', 'versions')}`,
  ]
    .filter(Boolean)
    .join(' ');
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={names.length === 1 ? `Delete “${names[0]}”` : `Delete ${formatCount(names.length)} prompts`}
      action={`Delete ${what}`}
      onConfirm={async () => {
        await deleteModels(names);
        onDeleted?.();
      }}
    >
      <p>
        This deletes {what}
        {aliases > 0 && `, ${counted(aliases, 'its alias', 'aliases')}`} and drafts that are not committed. It
        does not go to the trash and cannot be brought back. Scripts that load it will fail.
      </p>
      {names.length > 1 && (
        <ul className="mt-2 text-12">
          {prompts.slice(0, MOST_NAMED).map((prompt) => (
            <li key={prompt.name} className="flex justify-between gap-3">
              <span className="min-w-0 truncate">{prompt.name}</span>
              <span className="flex-none text-muted tabular-nums">
                {counted(prompt.versions, '1 version', 'versions')}
              </span>
            </li>
          ))}
          {names.length > MOST_NAMED && (
            <li className="text-muted">and {formatCount(names.length - MOST_NAMED)} more</li>
          )}
        </ul>
      )}
    </ConfirmDialog>
  );
}
