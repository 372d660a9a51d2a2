import { Link } from 'react-router';

/*
 * AliasPill: an alias of a version, as a pill: @champion.
 *   alias   without the @
 *   href    the page that it leads to; without it, it is only words
 *   label   what it says in place of `@alias`, such as `@champion v7`
 */
interface AliasPillProps {
  alias: string;
  href?: string | undefined;
  label?: string;
}

const PILL =
  'inline-block max-w-[min(160px,100%)] truncate rounded-full border border-separator bg-panel px-1.5 font-mono text-11 leading-4.5 text-accent-ink align-bottom';

export function AliasPill({ alias, href, label = `@${alias}` }: AliasPillProps) {
  if (href === undefined)
    return (
      <span title={label} className={PILL}>
        {label}
      </span>
    );
  return (
    <Link to={href} title={label} className={`${PILL} hover:border-outline hover:bg-hover`}>
      {label}
    </Link>
  );
}
