import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';

const SHOWN_MS = 1500;

interface CopyButtonProps {
  text: string;
  /** What is copied, such as "run id". */
  what: string;
}

export function CopyButton({ text, what }: CopyButtonProps) {
  const [copied, setCopied] = useState(0);
  useEffect(() => {
    if (copied === 0) return;
    const timer = setTimeout(() => setCopied(0), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const label = copied > 0 ? `Copied the ${what}` : `Copy the ${what}`;
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied((count) => count + 1))}
      className="grid size-6 flex-none place-items-center rounded-sm text-faint hover:bg-hover hover:text-ink"
    >
      {copied > 0 ? <Check className="text-accent-ink" /> : <Copy />}
    </button>
  );
}
