import { type ReactNode, useState } from 'react';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';

/*
 * ConfirmDialog: asks before what cannot be undone. What can be is done at once, with `undoable`.
 *   isOpen, onClose, title
 *   children    what will happen, exactly: names, counts, bytes
 *   action      the words of the button: "Delete 3 runs (1.2 GB)"
 *   isReady     false while the figures are being read
 *   onConfirm   does it; the dialog closes when it is done and shows why where it fails
 */
interface ConfirmDialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  action: string;
  isReady?: boolean;
  onConfirm: () => Promise<unknown>;
}

export function ConfirmDialog({
  isOpen,
  onClose,
  title,
  children,
  action,
  isReady = true,
  onConfirm,
}: ConfirmDialogProps) {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const close = () => {
    setError(undefined);
    onClose();
  };
  const confirm = async () => {
    setBusy(true);
    try {
      await onConfirm();
      close();
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    } finally {
      setBusy(false);
    }
  };
  const footer = (
    <>
      <Button onClick={close}>Cancel</Button>
      <Button look="danger" disabled={isBusy || !isReady} onClick={() => void confirm()}>
        {action}
      </Button>
    </>
  );
  return (
    <Dialog isOpen={isOpen} onClose={close} title={title} footer={footer}>
      {children}
      {error !== undefined && (
        <p role="alert" className="mt-2 break-words text-failed">
          {error}
        </p>
      )}
    </Dialog>
  );
}
