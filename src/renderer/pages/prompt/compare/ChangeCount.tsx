import { useMemo } from 'react';
import type { PartChange } from './content-parts.ts';
import { lineChanges } from './line-changes.ts';

/** How much of a part changed: lines that came, lines that went. */
export function ChangeCount({ part: { before, after } }: { part: PartChange }) {
  const { added, removed } = useMemo(() => lineChanges(before, after), [before, after]);
  if (added === 0 && removed === 0) return null;
  return (
    <span className="flex flex-none gap-1.5 font-mono text-11 text-muted tabular-nums">
      {added > 0 && <span title={`${added} lines added`}>+{added}</span>}
      {removed > 0 && <span title={`${removed} lines removed`}>−{removed}</span>}
    </span>
  );
}
