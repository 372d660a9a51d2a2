import { useRef } from 'react';
import { isRouteErrorResponse, useLocation, useRouteError } from 'react-router';
import { Button } from './Button.tsx';
import { showError, showMessage } from './messages.ts';
import { PageHeader } from './PageHeader.tsx';

/** Stands where a page failed. The rest of the frame goes on working. */
export function PageError() {
  const error = useRouteError();
  const { pathname, search } = useLocation();
  const when = useRef(new Date().toISOString());
  const report = [
    `Page: ${pathname}${search}`,
    `Time: ${when.current}`,
    `Browser: ${navigator.userAgent}`,
    '',
    describe(error),
  ].join('\n');
  const copy = () =>
    navigator.clipboard
      .writeText(report)
      .then(() => showMessage('Copied the report'))
      .catch(showError);
  return (
    <>
      <title>Failed · Tidemark</title>
      <PageHeader title="This page failed" />
      <section role="alert" className="max-w-200 p-6">
        <p className="text-soft">
          Your data is not touched: this is a fault of the page. Reload it; if it fails again, the report
          below says where.
        </p>
        <div className="mt-3 flex gap-2">
          <Button look="primary" onClick={() => window.location.reload()}>
            Reload
          </Button>
          <Button onClick={() => void copy()}>Copy the report</Button>
        </div>
        <pre
          // A region that scrolls must be reachable by the keyboard.
          tabIndex={0}
          className="mt-4 max-h-80 overflow-auto rounded-md border border-separator bg-panel p-3 font-mono text-11"
        >
          {report}
        </pre>
      </section>
    </>
  );
}

function describe(error: unknown): string {
  if (error instanceof Error) return error.stack ?? `${error.name}: ${error.message}`;
  if (isRouteErrorResponse(error)) return `${error.status} ${error.statusText}`;
  return String(error);
}
