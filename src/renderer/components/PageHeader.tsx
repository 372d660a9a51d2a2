import { Fragment, type ReactNode } from 'react';
import { Link } from 'react-router';

export interface Crumb {
  label: string;
  to: string;
}

/*
 * PageHeader: the 44 px line at the top of every page: where one is, and what can be done.
 *   crumbs     what leads here, outermost first; for an experiment see use-experiment-crumbs.ts
 *   title      this page; it is the h1
 *   beside     small things right after the title (CopyButton, StatusLabel)
 *   children   actions, at the right end
 */
interface PageHeaderProps {
  crumbs?: readonly Crumb[];
  title: string;
  beside?: ReactNode;
  children?: ReactNode;
}

/** So many fit on a narrow page. */
const FITTING_CRUMBS = 3;

export function PageHeader({ crumbs = [], title, beside, children }: PageHeaderProps) {
  const isLong = crumbs.length > FITTING_CRUMBS;
  return (
    <header className="flex h-11 flex-none items-center gap-2 border-b border-separator px-4">
      {crumbs.length > 0 && (
        <nav aria-label="Breadcrumbs" className="flex max-w-[55%] flex-none items-center gap-2">
          {crumbs.map(({ label, to }, index) => {
            // Where there is little room, only the outermost and the nearest are there.
            const isBetween = isLong && index > 0 && index < crumbs.length - 1;
            return (
              <Fragment key={to}>
                <Link
                  to={to}
                  title={label}
                  className={`max-w-60 min-w-4 truncate text-muted hover:text-ink ${isBetween ? 'max-xl:hidden' : index > 0 ? '' : 'flex-none'}`}
                >
                  {label}
                </Link>
                <span aria-hidden="true" className={`text-faint ${isBetween ? 'max-xl:hidden' : ''}`}>
                  /
                </span>
                {isLong && index === 0 && (
                  <span aria-hidden="true" className="flex gap-2 text-muted xl:hidden">
                    <span>…</span>
                    <span className="text-faint">/</span>
                  </span>
                )}
              </Fragment>
            );
          })}
        </nav>
      )}
      <h1 title={title} className="min-w-0 truncate font-semibold">
        {title}
      </h1>
      {beside}
      <div className="ml-auto flex flex-none items-center gap-2">{children}</div>
    </header>
  );
}
