import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { formatCount } from '../../format.ts';
import { deleteModels } from '../../queries/registered-models.ts';
import { modelsWithVersions } from './model-actions.ts';

const MOST_NAMED = 8;

interface DeleteModelsDialogProps {
  models: readonly { name: string; versions: number; aliases: readonly unknown[] }[];
  onClose: () => void;
  /** Told before they go, as the page of one leaves then. */
  onDeleted?: () => void;
}

/** Says exactly what goes: a model does not go to the trash. */
export function DeleteModelsDialog({ models, onClose, onDeleted }: DeleteModelsDialogProps) {
  const names = models.map(({ name }) => name);
  const aliases = models.reduce((sum, model) => sum + model.aliases.length, 0);
  const what = modelsWithVersions(models);
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={names.length === 1 ? `Delete “${names[0]}”` : `Delete ${formatCount(names.length)} models`}
      action={`Delete ${what}`}
      onConfirm={async () => {
        await deleteModels(names);
        onDeleted?.();
      }}
    >
      <p>
        This deletes {what}
        {aliases > 0 && `, ${aliases === 1 ? 'its alias' : `${formatCount(aliases)} aliases`}`} and the
        history of its stages. It does not go to the trash and cannot be brought back. The runs and their
        files stay.
      </p>
      {names.length > 1 && (
        <ul className="mt-2 text-12">
          {models.slice(0, MOST_NAMED).map(({ name, versions }) => (
            <li key={name} className="flex justify-between gap-3">
              <span className="min-w-0 truncate">{name}</span>
              <span className="flex-none text-muted tabular-nums">
                {versions === 1 ? '1 version' : `${formatCount(versions)} versions`}
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
