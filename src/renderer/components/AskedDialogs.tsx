import { lazy, Suspense } from 'react';
import { useNoteDialog } from '../note-dialog.ts';
import { useRegisterDialog } from '../register-dialog.ts';
import { useRuleDialog } from '../rule-dialog.ts';

const RuleDialog = lazy(() => import('../pages/alerts/RuleDialog.tsx'));
const NoteDialog = lazy(() => import('../charts/notes/NoteDialog.tsx'));
const RegisterDialog = lazy(() => import('../pages/run/RegisterDialog.tsx'));

/** The forms that any page can ask for, of what is on no page of its own. Loaded when first asked for. */
export function AskedDialogs() {
  const { dialog: rule } = useRuleDialog();
  const { dialog: note } = useNoteDialog();
  const { sources } = useRegisterDialog();
  return (
    <Suspense>
      {rule && <RuleDialog dialog={rule} />}
      {note && <NoteDialog dialog={note} />}
      {sources.length > 0 && <RegisterDialog sources={sources} />}
    </Suspense>
  );
}
