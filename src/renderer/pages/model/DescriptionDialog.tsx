import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { undoable } from '../../components/messages.ts';
import { setVersionDescription, type VersionOf } from '../../queries/model-versions.ts';

interface DescriptionDialogProps {
  of: VersionOf;
  description: string;
  onClose: () => void;
}

export function DescriptionDialog({ of, description, onClose }: DescriptionDialogProps) {
  const [text, setText] = useState(description);
  const save = async () => {
    const isDone = await undoable({
      act: () => setVersionDescription(of, text.trim()),
      done: `Saved the description of v${of.version}`,
      undo: () => setVersionDescription(of, description),
    });
    if (isDone) onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="medium"
      title={`Description of v${of.version}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={text === description} onClick={() => void save()}>
            Save
          </Button>
        </>
      }
    >
      <label className="block">
        <span className="mb-1 block text-12 text-muted">Markdown</span>
        <textarea
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void save();
          }}
          rows={8}
          className="block w-full resize-y rounded-md border border-outline bg-canvas p-2 font-mono text-12"
        />
      </label>
    </Dialog>
  );
}
