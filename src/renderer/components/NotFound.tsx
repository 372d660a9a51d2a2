import { Link, useLocation } from 'react-router';

export function NotFound() {
  const { pathname } = useLocation();
  return (
    <div className="p-6">
      <title>Not found · Tidemark</title>
      <h1 className="text-15 font-semibold">There is no page here</h1>
      <p className="mt-1 text-soft">
        Nothing is shown at <span className="font-mono text-12">{pathname}</span>. Choose an experiment on the
        left, or go to{' '}
        <Link to="/" className="text-accent-ink underline">
          the start
        </Link>
        .
      </p>
    </div>
  );
}
