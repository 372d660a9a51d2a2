import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { create } from 'zustand';
import type { ChangeEvent, Response, VersionMove } from '../../contract/index.ts';
import { coalesce } from '../coalesce.ts';
import { tracker } from '../tracker.ts';
import { listenToChanges, useRefresh } from './change-listeners.ts';
import { queryClient } from './query-client.ts';
import { isTaken } from './renamed-models.ts';

export type StageBoard = Response<'getStageBoard'>;
export type BoardVersion = StageBoard['versions'][number];

export const stageBoardKey = (name: string) => ['stage-board', name] as const;
const boardKey = (name: string) => [...stageBoardKey(name), 'board'] as const;
const movesKey = (name: string) => [...stageBoardKey(name), 'moves'] as const;

const BOARD_SPACING_MS = 100;
const MOVES_SPACING_MS = 500;
const MOVES_PAGE = 500;
const MOST_MOVES = 10_000;

/** A model's versions by stage, now or as they were; kept up to date, and moves of this page are in it at once. */
export function useStageBoard(name: string, as_of?: number) {
  useFollowedBoard(name);
  const { onTheWay } = useMovesOnTheWay();
  const query = useQuery({
    queryKey: [...boardKey(name), as_of ?? 'now'],
    queryFn: ({ signal }) => tracker.call('getStageBoard', { name, as_of }, { signal }),
    // While another moment is on its way; never another model.
    placeholderData: (previous, query) => (query?.queryKey[1] === name ? previous : undefined),
    staleTime: 0,
  });
  const board = useMemo(
    () => (query.data && as_of === undefined ? withMoves(query.data, name, onTheWay) : query.data),
    [query.data, as_of, name, onTheWay],
  );
  return { ...query, data: board };
}

interface Followed {
  readers: number;
  stop: () => void;
}
const followed = new Map<string, Followed>();

/** Reads the boards of a model anew when something on them changes: once, however many parts of the page show one. */
function useFollowedBoard(name: string): void {
  useEffect(() => {
    const one = followed.get(name) ?? follow(name);
    followed.set(name, one);
    one.readers += 1;
    return () => {
      one.readers -= 1;
      if (one.readers > 0) return;
      one.stop();
      followed.delete(name);
    };
  }, [name]);
}

function follow(name: string): Followed {
  const refresh = coalesce(
    () => queryClient.invalidateQueries({ queryKey: boardKey(name) }),
    BOARD_SPACING_MS,
  );
  const stop = listenToChanges((change) => {
    if (touchesBoard(change, name) && !isTaken(name)) refresh();
  });
  return { readers: 0, stop };
}

function touchesBoard({ object_type, object_id }: ChangeEvent, name: string): boolean {
  // A request is told of by its id alone.
  if (object_type === 'transition_request' || object_type === 'registry_settings') return true;
  if (object_type === 'registered_model') return object_id === name;
  return object_type === 'model_version' && object_id.slice(0, object_id.lastIndexOf('/')) === name;
}

/** The newest moves of a model, newest first; `isCut` where it has more than are read. */
export function useVersionMoves(name: string, isWanted = true) {
  useRefresh(movesKey(name), (change) => touchesBoard(change, name), MOVES_SPACING_MS);
  return useQuery({
    queryKey: movesKey(name),
    queryFn: ({ signal }) => readMoves(name, signal),
    enabled: isWanted,
    staleTime: 0,
  });
}

async function readMoves(name: string, signal: AbortSignal) {
  const moves: VersionMove[] = [];
  let page_token: string | undefined;
  do {
    const page = await tracker.call(
      'listVersionMoves',
      { name, page_token, max_results: MOVES_PAGE },
      { signal },
    );
    moves.push(...page.moves);
    page_token = page.next_page_token;
  } while (page_token !== undefined && moves.length < MOST_MOVES);
  return { moves, isCut: page_token !== undefined };
}

/** Moves that the tracker has not confirmed yet: which version goes to which stage. */
interface MoveOnTheWay {
  name: string;
  stages: ReadonlyMap<string, string>;
}

const useMovesOnTheWay = create<{ onTheWay: readonly MoveOnTheWay[] }>(() => ({ onTheWay: [] }));

/** The board as it will be once the moves are made. */
function withMoves(board: StageBoard, name: string, onTheWay: readonly MoveOnTheWay[]): StageBoard {
  const stages = new Map(onTheWay.filter((way) => way.name === name).flatMap((way) => [...way.stages]));
  if (stages.size === 0) return board;
  const versions = board.versions.map((version) => ({
    ...version,
    stage: stages.get(version.version) ?? version.stage,
  }));
  return { ...board, versions };
}

interface StageMoves {
  name: string;
  /** The stage that each version goes to. */
  stages: ReadonlyMap<string, string>;
  comment: string | undefined;
  /** The only one that a person moves; the others of `stages` are archived by it. */
  leader?: string | undefined;
}

/** Moves versions, all or none; the board shows it at once and puts them back where the tracker refuses. */
export async function moveVersions({ name, stages, comment, leader }: StageMoves): Promise<void> {
  const way = { name, stages };
  useMovesOnTheWay.setState(({ onTheWay }) => ({ onTheWay: [...onTheWay, way] }));
  const stage = leader === undefined ? undefined : stages.get(leader);
  try {
    if (leader === undefined || stage === undefined) {
      const moves = [...stages].map(([version, to]) => ({ version, stage: to }));
      await tracker.call('setModelVersionStages', { name, moves, comment });
    } else {
      const archive_existing_versions = stages.size > 1;
      await tracker.call('transitionModelVersionStage', {
        ...{ name, version: leader, stage },
        ...{ archive_existing_versions, comment },
      });
    }
    await queryClient.invalidateQueries({ queryKey: stageBoardKey(name) });
  } finally {
    useMovesOnTheWay.setState(({ onTheWay }) => ({ onTheWay: onTheWay.filter((other) => other !== way) }));
  }
}

/** Gives an alias to a version, or to none. */
export async function setAlias(
  name: string,
  alias: string,
  version: string | undefined,
  comment: string | undefined,
): Promise<void> {
  if (version === undefined) await tracker.call('deleteRegisteredModelAlias', { name, alias, comment });
  else await tracker.call('setRegisteredModelAlias', { name, alias, version, comment });
  await queryClient.invalidateQueries({ queryKey: stageBoardKey(name) });
}
