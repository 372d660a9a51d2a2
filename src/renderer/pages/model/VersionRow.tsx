import { memo } from 'react';
import { Link } from 'react-router';
import type { Stage } from '../../../contract/index.ts';
import { AliasPill } from '../../components/AliasPill.tsx';
import { StageLabel } from '../../components/StageLabel.tsx';
import { TickedRow } from '../../components/TickedRow.tsx';
import { RelativeTime } from '../../components/Time.tsx';
import type { TickedRowProps } from '../../components/use-ticked-list.ts';
import { formatNumber } from '../../format.ts';
import { modelPath, modelVersionPath } from '../../model-paths.ts';
import type { BoardVersion } from '../../queries/stage-board.ts';

interface VersionColumns {
  grid: string;
  /** The classes of cells that are there only with enough room. */
  metrics: string;
  user: string;
}

const WIDE: VersionColumns = {
  grid: 'grid grid-cols-[40px_64px_128px_minmax(0,3fr)_minmax(0,4fr)_minmax(0,3fr)_88px] xl:grid-cols-[40px_72px_136px_minmax(0,3fr)_minmax(0,4fr)_minmax(0,4fr)_minmax(0,3fr)_72px_88px] items-center gap-x-3 pr-4',
  metrics: 'max-xl:hidden',
  user: 'max-xl:hidden',
};
const NARROW: VersionColumns = {
  grid: 'grid grid-cols-[40px_48px_minmax(0,4fr)_minmax(0,3fr)_minmax(0,3fr)_minmax(0,3fr)_72px] xl:grid-cols-[40px_56px_128px_minmax(0,3fr)_minmax(0,3fr)_minmax(0,4fr)_minmax(0,3fr)_80px] items-center gap-x-3 pr-4',
  metrics: 'max-xl:hidden',
  user: 'hidden',
};

/** The columns of header and rows alike, narrower where the details stand beside them. */
export const versionGrid = (isNarrow: boolean): VersionColumns => (isNarrow ? NARROW : WIDE);

export const rowIdOf = (version: string) => `version-row-${version}`;

interface VersionRowProps extends TickedRowProps {
  name: string;
  version: BoardVersion;
  looks: (stage: string) => Pick<Stage, 'classic' | 'color'>;
  columns: VersionColumns;
  index: number;
  top: number;
  onOpen: (version: string) => void;
}

function PlainRow({ name, version: one, looks, columns, ...row }: VersionRowProps) {
  const { version, stage, description, run_id, run_name, experiment_id } = one;
  return (
    <TickedRow id={version} rowId={rowIdOf(version)} label={`v${version}`} columns={columns.grid} {...row}>
      <span role="gridcell">
        <Link
          to={modelVersionPath(name, version)}
          tabIndex={-1}
          className="font-mono text-13 hover:underline"
        >
          v{version}
        </Link>
      </span>
      <span role="gridcell" className="flex min-w-0 items-center gap-1">
        <StageLabel stage={stage} {...looks(stage)} />
        {one.requests.length > 0 && (
          <Link
            to={modelPath(name, 'board')}
            tabIndex={-1}
            title={one.requests.map((request) => wordsOf(request)).join('\n')}
            className="flex-none rounded-full border border-separator px-1.5 text-11 text-killed hover:bg-hover"
          >
            asked
          </Link>
        )}
      </span>
      <span
        role="gridcell"
        className="flex h-5 min-w-0 flex-wrap items-center gap-x-1 gap-y-5 overflow-hidden whitespace-nowrap"
      >
        {one.aliases.map((alias) => (
          <AliasPill key={alias} alias={alias} />
        ))}
      </span>
      <span role="gridcell" title={description} className="truncate text-muted">
        {description?.split('\n', 1)}
      </span>
      <span
        role="gridcell"
        title={one.metrics.map(({ key, value }) => `${key} ${value}`).join('\n')}
        className={`flex h-5 min-w-0 flex-wrap items-center gap-x-3 gap-y-5 overflow-hidden whitespace-nowrap ${columns.metrics}`}
      >
        {one.metrics.map(({ key, value }) => (
          <span key={key} className="max-w-full truncate leading-5">
            <span className="text-muted">{key}</span>{' '}
            <span className="font-mono">{formatNumber(Number(value))}</span>
          </span>
        ))}
      </span>
      <span role="gridcell" className="truncate">
        {run_id !== undefined && experiment_id !== undefined && (
          <Link
            to={`/experiments/${experiment_id}/runs/${run_id}`}
            tabIndex={-1}
            title={run_name}
            className="hover:underline"
          >
            {run_name ?? run_id}
          </Link>
        )}
      </span>
      <span role="gridcell" title={one.user_id} className={`truncate text-muted ${columns.user}`}>
        {one.user_id}
      </span>
      <span role="gridcell" className="truncate text-muted">
        <RelativeTime time={one.creation_time} />
      </span>
    </TickedRow>
  );
}

const wordsOf = ({ actor, stage, alias }: BoardVersion['requests'][number]) =>
  `${actor} asks for ${stage ?? `@${alias}`}`;

/** Scrolling draws only the rows that come into view. */
export const VersionRow = memo(PlainRow);
