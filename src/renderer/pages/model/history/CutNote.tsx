import { formatCount } from '../../../format.ts';

/** Says that a history goes on before the moves that are shown. */
export function CutNote({ count }: { count: number }) {
  return (
    <p className="flex-none border-t border-separator px-4 py-1.5 text-11 text-muted">
      The newest {formatCount(count)} moves; there are older ones.
    </p>
  );
}
