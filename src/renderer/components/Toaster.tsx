import { CircleAlert, X } from 'lucide-react';
import { Toast } from 'radix-ui';
import { useRef } from 'react';
import { Button } from './Button.tsx';
import { IconButton } from './IconButton.tsx';
import { type Message, useMessages } from './messages.ts';

const SHOWN_MS = 8000;
const ERROR_SHOWN_MS = 20_000;

/** Shows what `showMessage`, `showError` and `undoable` say, in the corner. F8 leads the focus there. */
export function Toaster() {
  const { messages } = useMessages();
  return (
    <Toast.Provider duration={SHOWN_MS} label="Message">
      {messages.map((message) => (
        <MessageToast key={message.id} message={message} />
      ))}
      <Toast.Viewport className="fixed right-4 bottom-4 z-50 flex w-90 flex-col gap-2 outline-none" />
    </Toast.Provider>
  );
}

function MessageToast({ message: { id, text, isError, action } }: { message: Message }) {
  const { dismiss } = useMessages();
  const isEscape = useRef(false);
  return (
    <Toast.Root
      open
      duration={isError ? ERROR_SHOWN_MS : SHOWN_MS}
      type={isError ? 'foreground' : 'background'}
      // Escape is for what is open over the page; with the message, its Undo would be lost.
      onEscapeKeyDown={() => {
        isEscape.current = true;
        queueMicrotask(() => {
          isEscape.current = false;
        });
      }}
      onOpenChange={(isOpen) => {
        if (!isOpen && !isEscape.current) dismiss(id);
      }}
      className="pointer-events-auto flex items-start gap-2 rounded-md border border-outline bg-panel py-1.5 pr-1.5 pl-3 shadow-float"
    >
      {isError && <CircleAlert className="mt-1 text-failed" />}
      <Toast.Description className="min-w-0 flex-1 py-1 break-words">{text}</Toast.Description>
      {action && (
        <Toast.Action asChild altText={`${action.label}: ${text}`}>
          <Button look="accent" onClick={action.run}>
            {action.label}
          </Button>
        </Toast.Action>
      )}
      <Toast.Close asChild>
        <IconButton icon={X} label="Dismiss" className="my-0.5" />
      </Toast.Close>
    </Toast.Root>
  );
}
