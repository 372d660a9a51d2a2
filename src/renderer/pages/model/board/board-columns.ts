import type { BoardVersion } from '../../../../contract/index.ts';
import type { StageBoard } from '../../../queries/stage-board.ts';

export interface Column {
  stage: StageBoard['stages'][number];
  /** Newest first. */
  versions: readonly BoardVersion[];
}

interface Shown {
  /** Where versions stand as long as a hand is on them, whatever the tracker says meanwhile. */
  held?: ReadonlyMap<string, string> | undefined;
  /** Only versions that somebody has to decide about. */
  isPendingOnly?: boolean;
}

/** The versions of a board below their stages. A stage that the settings no longer know comes last. */
export function columnsOf(board: StageBoard, { held, isPendingOnly = false }: Shown = {}): Column[] {
  const columns = new Map(
    board.stages.map((stage) => [stage.name, { stage, versions: [] as BoardVersion[] }]),
  );
  const shown = isPendingOnly ? board.versions.filter(({ requests }) => requests.length > 0) : board.versions;
  for (const version of shown) {
    const name = held?.get(version.version) ?? version.stage;
    const column = columns.get(name) ?? { stage: { name, classic: 'None' as const }, versions: [] };
    columns.set(name, column);
    column.versions.push(version);
  }
  for (const { versions } of columns.values()) versions.sort(newestFirst);
  return [...columns.values()];
}

const newestFirst = (a: BoardVersion, b: BoardVersion) => Number(b.version) - Number(a.version);

/** The version that an arrow leads to: up and down within a stage, left and right to the next stage that holds some. */
export function versionAfter(
  key: string,
  columns: readonly Column[],
  from: string | undefined,
): string | undefined {
  const at = columns.findIndex(({ versions }) => versions.some(({ version }) => version === from));
  const column = columns[at];
  if (column === undefined) return columns.find(({ versions }) => versions.length > 0)?.versions[0]?.version;
  const line = column.versions.findIndex(({ version }) => version === from);
  const last = column.versions.length - 1;
  if (key === 'ArrowUp') return column.versions[Math.max(0, line - 1)]?.version;
  if (key === 'ArrowDown') return column.versions[Math.min(last, line + 1)]?.version;
  if (key === 'Home') return column.versions[0]?.version;
  if (key === 'End') return column.versions[last]?.version;
  const aside = key === 'ArrowLeft' ? columns.slice(0, at).toReversed() : columns.slice(at + 1);
  const next = aside.find(({ versions }) => versions.length > 0)?.versions;
  return next?.[Math.min(line, next.length - 1)]?.version ?? from;
}

/** All versions from one to another, as a shift click ticks them: within a stage, else both ends alone. */
export function versionsBetween(columns: readonly Column[], from: string, to: string): string[] {
  for (const { versions } of columns) {
    const names = versions.map(({ version }) => version);
    const ends = [names.indexOf(from), names.indexOf(to)];
    if (!ends.includes(-1)) return names.slice(Math.min(...ends), Math.max(...ends) + 1);
  }
  return [from, to];
}
