import { ARTIFACT_ROOT, type ArtifactPath } from '../artifacts/index.ts';
import type { Caller, Response } from '../contract/index.ts';
import * as store from '../store/index.ts';
import type { Context, Handlers } from './context.ts';
import { getExperiment } from './find.ts';
import { folderOf } from './folders.ts';

type Item = Response<'getDiskUsage'>['items'][number];

const SHOWN = 1000;
const PAGE = 2000;

function itemOf({ kind, id, name, experiment_id }: store.Owner): Item {
  return { kind, id, name, experiment_id: String(experiment_id), bytes: 0, files: 0 };
}

/** One walk through all folders: what lies below the folder of a run or logged model counts for it. */
async function walk(context: Context, owners: ReadonlyMap<string, Item>): Promise<number> {
  const waiting: { folder: ArtifactPath; owner: Item | undefined }[] = [
    { folder: ARTIFACT_ROOT, owner: undefined },
  ];
  let bytes = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { folder, owner } = next;
    for (const { path, is_dir, file_size = 0 } of await context.artifacts.list(folder)) {
      const below = (folder === '' ? path : `${folder}/${path}`) as ArtifactPath;
      if (is_dir) waiting.push({ folder: below, owner: owners.get(below) ?? owner });
      bytes += file_size;
      if (is_dir || owner === undefined) continue;
      owner.bytes += file_size;
      owner.files += 1;
    }
  }
  return bytes;
}

/** Experiments as the sums of their runs and logged models. */
function experimentItems(context: Context, items: readonly Item[]): Item[] {
  const sums = new Map<string, Item>();
  for (const { experiment_id: id, bytes, files } of items) {
    const item = sums.get(id) ?? { kind: 'experiment', id, name: '', experiment_id: id, bytes: 0, files: 0 };
    sums.set(id, { ...item, bytes: item.bytes + bytes, files: item.files + files });
  }
  const named = (item: Item) => store.findExperiment(context.store.database, Number(item.id))?.name ?? '';
  return [...sums.values()].map((item) => ({ ...item, name: named(item) }));
}

/** Folders of all runs and logged models, read a page at a time so that others come in between. */
async function folders(context: Context, caller: Caller): Promise<Map<string, Item>> {
  const found = new Map<string, Item>();
  for (const kind of ['run', 'logged_model'] as const) {
    for (let after = 0, full = true; full; ) {
      const page = { workspace: caller.workspace, kind, after, limit: PAGE };
      const { rest: owners } = await context.store.readers.run('ownerPage', page);
      for (const owner of owners) for (const folder of folderOf(owner)) found.set(folder, itemOf(owner));
      after = owners.at(-1)?.row ?? 0;
      full = owners.length === PAGE;
    }
  }
  return found;
}

async function measured(context: Context, caller: Caller): Promise<{ bytes: number; items: Item[] }> {
  const owners = await folders(context, caller);
  const bytes = await walk(context, owners);
  const items = [...owners.values()].filter(({ files }) => files > 0);
  return { bytes, items: [...experimentItems(context, items), ...items] };
}

export const diskHandlers: Handlers<'getDiskUsage'> = {
  async getDiskUsage(context, request, caller) {
    const only = request.experiment_id && getExperiment(context, caller, request.experiment_id).experiment_id;
    const { bytes, items } = await measured(context, caller);
    return {
      ...store.databaseBytes(context.store.database),
      artifacts_bytes: bytes,
      items: items
        .filter(({ experiment_id }) => !only || experiment_id === only)
        .sort((a, b) => b.bytes - a.bytes)
        .slice(0, SHOWN),
    };
  },
};
