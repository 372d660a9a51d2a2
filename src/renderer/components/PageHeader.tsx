import { Fragment, type ReactNode } from 'react';
import { Link } from 'react-router';

/*
 * PageHeader: the 44 px line at the top of every page: where one is, and what can be done.
 *   crumbs     what leads here, outermost first: { label, to }
 *   title      this page; it is the h1
 *   beside     small things right after the title (CopyButton, StatusLabel)
 *   children   actions, at the right end
 */
interface PageHeaderProps {
  crumbs?: readonly { label: string; to: string }[];
  title: string;
  beside?: ReactNode;
  children?: ReactNode;
}

export function PageHeader({ crumbs = [], title, beside, children }: PageHeaderProps) {
  return (
    <header className="flex h-11 flex-none items-center gap-2 border-b border-separator px-4">
      {crumbs.length > 0 && (
        <nav aria-label="Breadcrumbs" className="flex min-w-0 items-center gap-2">
          {crumbs.map(({ label, to }) => (
            <Fragment key={to}>
              <Link to={to} className="max-w-60 truncate text-muted hover:text-ink">
                {label}
              </Link>
              <span aria-hidden="true" className="text-faint">
                /
              </span>
            </Fragment>
          ))}
        </nav>
      )}
      <h1 className="truncate font-semibold">{title}</h1>
      {beside}
      <div className="ml-auto flex items-center gap-2">{children}</div>
    </header>
  );
}
