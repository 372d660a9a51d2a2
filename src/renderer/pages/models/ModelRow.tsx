import { memo, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { Stage } from '../../../contract/index.ts';
import { AliasPill } from '../../components/AliasPill.tsx';
import { StageLabel } from '../../components/StageLabel.tsx';
import { TickedRow } from '../../components/TickedRow.tsx';
import { RelativeTime } from '../../components/Time.tsx';
import type { TickedRowProps } from '../../components/use-ticked-list.ts';
import { formatCount } from '../../format.ts';
import { modelPath, modelVersionPath } from '../../model-paths.ts';
import type { ModelRow as Model } from '../../queries/registered-models.ts';

/** The columns of header and rows alike. */
export const MODEL_GRID =
  'grid grid-cols-[40px_minmax(0,4fr)_48px_minmax(0,4fr)_minmax(0,3fr)_64px_88px] xl:grid-cols-[40px_minmax(0,6fr)_56px_minmax(0,6fr)_minmax(0,5fr)_64px_minmax(0,4fr)_88px_88px] items-center gap-x-3 pr-4';
/** Only where there is room. */
export const WHERE_WIDE = 'max-xl:hidden';
const MOST_TAGS = 3;
const MOST_ALIASES = 4;

interface ModelRowProps extends TickedRowProps {
  model: Model;
  looks: (stage: string) => Pick<Stage, 'classic' | 'color'>;
  index: number;
  top: number;
  onOpen: (name: string) => void;
}

function PlainRow({ model, looks, ...row }: ModelRowProps) {
  const { name, latest, versions } = model;
  return (
    <TickedRow id={name} rowId={rowIdOf(name)} label={name} columns={MODEL_GRID} {...row}>
      <span role="gridcell" className="flex min-w-0 items-baseline gap-2">
        <Link
          to={modelPath(name)}
          tabIndex={-1}
          title={name}
          className="max-w-full flex-none truncate text-13 hover:underline"
        >
          {name}
        </Link>
        <Pending count={model.pending} name={name} />
        <span title={model.description} className="min-w-0 truncate text-muted">
          {model.description?.split('\n', 1)}
        </span>
      </span>
      <span role="gridcell" className="font-mono">
        {latest && <VersionLink name={name} version={latest.version} />}
      </span>
      <Cell title={model.stages.map(({ stage, newest }) => `${stage} v${newest}`).join('\n')}>
        {foremostFirst(model.stages, looks).map(({ stage, newest }) => (
          <span key={stage} className="flex h-5 max-w-full min-w-0 items-center gap-1.5">
            <StageLabel stage={stage} {...looks(stage)} />
            <VersionLink name={name} version={newest} />
          </span>
        ))}
      </Cell>
      <Cell title={model.aliases.map(({ alias, version }) => `@${alias} v${version}`).join('\n')}>
        {model.aliases.slice(0, MOST_ALIASES).map(({ alias, version }) => (
          <AliasPill key={alias} alias={alias} href={modelVersionPath(name, version)} />
        ))}
      </Cell>
      <span role="gridcell" className={`pr-2 text-right font-mono ${versions === 0 ? 'text-faint' : ''}`}>
        {formatCount(versions)}
      </span>
      <Cell title={model.tags.map(({ key, value }) => `${key}: ${value}`).join('\n')} className={WHERE_WIDE}>
        {model.tags.slice(0, MOST_TAGS).map(({ key, value }) => (
          <span
            key={key}
            title={`${key}: ${value}`}
            className="max-w-full truncate rounded-sm bg-hover px-1.5 py-0.5 text-11 text-soft"
          >
            {key}: {value}
          </span>
        ))}
      </Cell>
      <span role="gridcell" className="truncate text-muted">
        <RelativeTime time={model.last_update_time} />
      </span>
      <span role="gridcell" className={`truncate text-muted ${WHERE_WIDE}`}>
        <RelativeTime time={model.creation_time} />
      </span>
    </TickedRow>
  );
}

export const rowIdOf = (name: string) => `model-row-${encodeURIComponent(name)}`;

interface CellProps {
  /** All of them in words. */
  title: string;
  className?: string;
  children: ReactNode;
}

/** One line of small things: those that do not fit whole are not shown. */
function Cell({ title, className = '', children }: CellProps) {
  return (
    <span
      role="gridcell"
      title={title}
      className={`flex h-5 min-w-0 flex-wrap items-center gap-x-2 gap-y-5 overflow-hidden whitespace-nowrap ${className}`}
    >
      {children}
    </span>
  );
}

/** What is live matters most, and what is archived least: it comes last. */
function foremostFirst(stages: Model['stages'], looks: ModelRowProps['looks']): Model['stages'] {
  const isArchived = ({ stage }: Model['stages'][number]) => looks(stage).classic === 'Archived';
  return [...stages.filter((one) => !isArchived(one)).toReversed(), ...stages.filter(isArchived)];
}

function VersionLink({ name, version }: { name: string; version: string }) {
  return (
    <Link
      to={modelVersionPath(name, version)}
      tabIndex={-1}
      className="flex-none font-mono text-soft hover:text-ink hover:underline"
    >
      v{version}
    </Link>
  );
}

/** Moves that wait for somebody's approval. */
function Pending({ count, name }: { count: number; name: string }) {
  if (count === 0) return null;
  return (
    <Link
      to={modelPath(name, 'board')}
      tabIndex={-1}
      className="flex-none self-center rounded-full border border-separator px-1.5 text-11 text-killed hover:bg-hover"
    >
      {count === 1 ? '1 request' : `${formatCount(count)} requests`}
    </Link>
  );
}

/** Scrolling draws only the rows that come into view. */
export const ModelRow = memo(PlainRow);
