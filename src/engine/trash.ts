import type { Caller, Response } from '../contract/index.ts';
import * as store from '../store/index.ts';
import type { Context, Handlers } from './context.ts';
import { experimentFolders, folderBytes, folderOf, sum } from './folders.ts';
import { LIMITS } from './limits.ts';
import { nextPageToken, pagePosition, pageSize } from './paging.ts';

type Trash = Response<'getTrash'>;

const PAGE = 100;
const SEARCH = ['trash'];

async function shownExperiment(
  context: Context,
  { artifact_location, experiment_id: id, ...shown }: store.DeletedExperiment,
): Promise<Trash['experiments'][number]> {
  const folders = experimentFolders(context, id, artifact_location);
  return { experiment_id: String(id), ...shown, bytes: sum(await folderBytes(context, folders)) };
}

async function shownRun(
  context: Context,
  { artifact_uri, ...run }: store.DeletedRun,
): Promise<Trash['runs'][number]> {
  return { ...run, bytes: sum(await folderBytes(context, folderOf({ id: run.run_id, artifact_uri }))) };
}

async function each<Item, Shown>(
  items: readonly Item[],
  show: (item: Item) => Promise<Shown>,
): Promise<Shown[]> {
  const shown: Shown[] = [];
  for (const item of items) shown.push(await show(item));
  return shown;
}

/** One page of the trash: experiments, and where they end, runs. One more of either tells that a page follows. */
function pageOf(context: Context, caller: Caller, limit: number, token: string | undefined) {
  const { database } = context.store;
  const [kind = 'experiments', time, id] = pagePosition(context, SEARCH, token) ?? [];
  const after = id === undefined ? undefined : ([Number(time), id] as const);
  const among = (wanted: string) => (kind === wanted ? after : undefined);
  const experiments =
    kind === 'runs'
      ? []
      : store.deletedExperiments(database, caller.workspace, among('experiments'), limit + 1);
  const room = limit - experiments.length;
  const runs = room < 0 ? [] : store.deletedRuns(database, caller.workspace, among('runs'), room + 1);
  return {
    experiments: experiments.slice(0, limit),
    runs: runs.slice(0, room),
    more: room < 0 || runs.length > room,
  };
}

function tokenAfter(
  context: Context,
  { experiments, runs }: Omit<ReturnType<typeof pageOf>, 'more'>,
): string {
  const run = runs.at(-1);
  if (run !== undefined) return nextPageToken(context, SEARCH, ['runs', run.deleted_time, run.run_id]);
  const last = experiments.at(-1);
  return nextPageToken(context, SEARCH, ['experiments', last?.deleted_time ?? 0, last?.experiment_id ?? 0]);
}

export const trashHandlers: Handlers<'getTrash'> = {
  async getTrash(context, request, caller) {
    const limit = pageSize(request.max_results, PAGE, LIMITS.trashPage);
    const { more, ...page } = pageOf(context, caller, limit, request.page_token);
    return {
      experiments: await each(page.experiments, (experiment) => shownExperiment(context, experiment)),
      runs: await each(page.runs, (run) => shownRun(context, run)),
      ...(more && { next_page_token: tokenAfter(context, page) }),
    };
  },
};
