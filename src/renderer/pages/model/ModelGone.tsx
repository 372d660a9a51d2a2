import { Link } from 'react-router';
import { TrackingError } from '../../../contract/index.ts';
import { EmptyState } from '../../components/EmptyState.tsx';

/** Whether the tracker says that there is no such thing. */
export function isGone(error: unknown): boolean {
  return error instanceof TrackingError && error.code === 'RESOURCE_DOES_NOT_EXIST';
}

/** In place of a model, or a version of one, that is not there: deleted, renamed, or never made. */
export function ModelGone({ title, to, label }: { title: string; to: string; label: string }) {
  return (
    <EmptyState title={title}>
      It was deleted or renamed, or the address is not right.
      <p className="mt-3">
        <Link to={to} className="text-accent-ink hover:underline">
          {label}
        </Link>
      </p>
    </EmptyState>
  );
}
