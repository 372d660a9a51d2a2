import { CircleAlert } from 'lucide-react';

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
        <button
          type="button"
          onClick={onRetry}
          className="mt-2 h-7 rounded-md border border-outline px-3 font-medium hover:bg-hover"
        >
          Try again
        </button>
      </div>
    </div>
  );
}
