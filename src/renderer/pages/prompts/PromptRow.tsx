import { memo, type ReactNode } from 'react';
import { Link } from 'react-router';
import { AliasPill } from '../../components/AliasPill.tsx';
import { TickedRow } from '../../components/TickedRow.tsx';
import { RelativeTime } from '../../components/Time.tsx';
import type { TickedRowProps } from '../../components/use-ticked-list.ts';
import { formatCount } from '../../format.ts';
import type { ModelRow } from '../../queries/registered-models.ts';
import { placePath } from '../prompt/prompt-address.ts';

/** The columns of header and rows alike. */
export const PROMPT_GRID =
  'grid grid-cols-[40px_minmax(0,5fr)_64px_56px_minmax(0,4fr)_64px_96px] xl:grid-cols-[40px_minmax(0,6fr)_72px_64px_minmax(0,4fr)_72px_minmax(0,4fr)_96px_96px] items-center gap-x-3 pr-4';
/** Only where there is room. */
export const WHERE_WIDE = 'max-xl:hidden';
const MOST_TAGS = 3;
const MOST_ALIASES = 4;

interface PromptRowProps extends TickedRowProps {
  prompt: ModelRow;
  index: number;
  top: number;
  onOpen: (name: string) => void;
}

function PlainRow({ prompt, ...row }: PromptRowProps) {
  const { name, latest, versions, aliases, description, tags } = prompt;
  const said = description || latest?.description;
  return (
    <TickedRow id={name} rowId={rowIdOf(name)} label={name} columns={PROMPT_GRID} {...row}>
      <span role="gridcell" className="flex min-w-0 items-baseline gap-2">
        <Link
          to={placePath(name)}
          tabIndex={-1}
          title={name}
          className="max-w-full flex-none truncate text-13 hover:underline"
        >
          {name}
        </Link>
        <span title={said} className="min-w-0 truncate text-muted">
          {said?.split('\n', 1)}
        </span>
      </span>
      <span role="gridcell">
        {latest && (
          <Link
            to={placePath(name, { version: latest.version })}
            tabIndex={-1}
            className="font-mono text-soft hover:text-ink hover:underline"
          >
            v{latest.version}
          </Link>
        )}
      </span>
      <span role="gridcell" className="text-muted">
        {latest?.prompt_type}
      </span>
      <Cell>
        {aliases.slice(0, MOST_ALIASES).map(({ alias, version }) => (
          <AliasPill key={alias} alias={alias} href={placePath(name, { version })} />
        ))}
        {aliases.length > MOST_ALIASES && (
          <span className="text-11 text-muted">+{aliases.length - MOST_ALIASES}</span>
        )}
      </Cell>
      <span role="gridcell" className={`pr-2 text-right font-mono ${versions === 0 ? 'text-muted' : ''}`}>
        {formatCount(versions)}
      </span>
      <Cell className={WHERE_WIDE}>
        {tags
          .filter(({ key }) => !/^(?:mlflow\.|_mlflow_)/.test(key))
          .slice(0, MOST_TAGS)
          .map(({ key, value }) => (
            <span
              key={key}
              title={`${key}: ${value}`}
              className="truncate rounded-sm bg-hover px-1.5 py-0.5 text-11 text-soft"
            >
              {key}: {value}
            </span>
          ))}
      </Cell>
      <span role="gridcell" className="truncate text-muted">
        <RelativeTime time={prompt.last_update_time} />
      </span>
      <span role="gridcell" className={`truncate text-muted ${WHERE_WIDE}`}>
        <RelativeTime time={prompt.creation_time} />
      </span>
    </TickedRow>
  );
}

export const rowIdOf = (name: string) => `prompt-row-${encodeURIComponent(name)}`;

function Cell({ className = '', children }: { className?: string; children: ReactNode }) {
  return (
    <span
      role="gridcell"
      className={`flex min-w-0 items-center gap-x-2 overflow-hidden whitespace-nowrap ${className}`}
    >
      {children}
    </span>
  );
}

/** Scrolling draws only the rows that come into view. */
export const PromptRow = memo(PlainRow);
