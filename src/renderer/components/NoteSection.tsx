import { Pencil } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Button } from './Button.tsx';
import { DetailSection } from './DetailSection.tsx';
import { IconButton } from './IconButton.tsx';
import { undoable } from './messages.ts';
import { SegmentedChoice } from './SegmentedChoice.tsx';

const MODES = [
  ['write', 'Write'],
  ['preview', 'Preview'],
] as const;

const Markdown = lazy(async () => ({ default: (await import('./Markdown.tsx')).Markdown }));

/*
 * NoteSection: Markdown about a thing, read and written in place, with an undo.
 *   title        what it is called, such as 'Notes'
 *   note         the text; empty for none
 *   isEditable
 *   hint         what is said where there is none
 *   onSave       keeps the text, empty where it was removed
 */
interface NoteSectionProps {
  title: string;
  note: string;
  isEditable: boolean;
  hint: ReactNode;
  onSave: (text: string) => Promise<unknown>;
}

export function NoteSection({ title, note, isEditable, hint, onSave }: NoteSectionProps) {
  const [isEditing, setEditing] = useState(false);
  const what = title.toLowerCase();
  const save = async (text: string) => {
    const isDone =
      text === note ||
      (await undoable({
        act: () => onSave(text),
        done: `Saved the ${what}`,
        undo: () => onSave(note),
      }));
    if (isDone) setEditing(false);
  };
  return (
    <DetailSection
      title={title}
      action={
        isEditable &&
        !isEditing && <IconButton icon={Pencil} label={`Write ${what}`} onClick={() => setEditing(true)} />
      }
    >
      {isEditing && <NoteForm title={title} note={note} onSave={save} onCancel={() => setEditing(false)} />}
      {!isEditing && note === '' && <p className="text-muted">{hint}</p>}
      {!isEditing && note !== '' && <Rendered text={note} />}
    </DetailSection>
  );
}

function Rendered({ text }: { text: string }) {
  return (
    <div className="note pt-2">
      <Suspense fallback={<p className="whitespace-pre-wrap break-words">{text}</p>}>
        <Markdown text={text} />
      </Suspense>
    </div>
  );
}

interface NoteFormProps {
  title: string;
  note: string;
  onSave: (text: string) => Promise<void>;
  onCancel: () => void;
}

function NoteForm({ title, note, onSave, onCancel }: NoteFormProps) {
  const [text, setText] = useState(note);
  const [mode, setMode] = useState<'write' | 'preview'>('write');
  return (
    <div className="flex flex-col gap-2 pt-1">
      <div className="flex">
        <SegmentedChoice label={title} choices={MODES} chosen={mode} onChoose={setMode} />
      </div>
      {mode === 'preview' ? (
        <div className="min-h-40">
          <Rendered text={text} />
        </div>
      ) : (
        <textarea
          aria-label={`${title} in Markdown`}
          value={text}
          autoFocus
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void onSave(text);
          }}
          className="min-h-40 w-full resize-y rounded-md border border-outline bg-canvas p-2 font-mono text-12"
        />
      )}
      <div className="flex justify-end gap-1">
        <Button look="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <Button onClick={() => void onSave(text)}>Save</Button>
      </div>
    </div>
  );
}
