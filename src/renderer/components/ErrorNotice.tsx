import { CircleAlert } from 'lucide-react';
import { Button } from './Button.tsx';

interface ErrorNoticeProps {
  error: Error;
  onRetry: () => void;
}

/** What went wrong, in the tracker's words, and the way on. */
export function ErrorNotice({ error, onRetry }: ErrorNoticeProps) {
  return (
    <div role="alert" className="flex max-w-160 items-start gap-2 p-2">
      <CircleAlert className="mt-0.5 text-failed" />
      <div>
        <p className="break-words">{error.message}</p>
        <Button onClick={onRetry} className="mt-2">
          Try again
        </Button>
      </div>
    </div>
  );
}
