import { Worker } from 'node:worker_threads';
import {
  type Caller,
  type RunExport,
  type RunExportRequest,
  type RunExports,
  TrackingError,
} from '../contract/index.ts';
import type { FilterNode } from '../filter/index.ts';
import { findExperiment } from '../store/index.ts';
import { checkCount, LIMITS } from './limits.ts';
import type { RunFileJob, RunFileReply } from './run-export-thread.ts';
import { type Reading, runMatch, runOrder } from './run-search.ts';

/** Names the thread's file in the sources and in the bundle alike. */
const THREAD = import.meta.url.endsWith('.ts') ? './run-export-thread.ts' : './run-export-thread.js';

/** Enough for a row group, and a bound that has the thread collect its garbage in time. */
const THREAD_LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 32 };

function thrown({ error, code }: RunFileReply): unknown {
  return error instanceof Error && code !== undefined ? new TrackingError(code, error.message) : error;
}

/** The thread that makes a file: one reply at a time, the first one by itself. */
class FileThread {
  readonly #worker: Worker;
  #reply = Promise.withResolvers<RunFileReply>();
  #failure: unknown;

  constructor(job: RunFileJob) {
    this.#worker = new Worker(new URL(THREAD, import.meta.url), {
      workerData: job,
      resourceLimits: THREAD_LIMITS,
    });
    this.#worker.on('message', (reply: RunFileReply) => {
      if (reply.error === undefined) this.#reply.resolve(reply);
      else this.#reply.reject(thrown(reply));
    });
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () =>
      this.#fail(
        new TrackingError('TEMPORARILY_UNAVAILABLE', 'The export was ended. Send the request again.'),
      ),
    );
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
    this.#reply.reject(error);
  }

  get reply(): Promise<RunFileReply> {
    return this.#reply.promise;
  }

  ask(): Promise<RunFileReply> {
    this.#reply = Promise.withResolvers();
    // Whoever asks may go away before it is answered.
    this.reply.catch(() => undefined);
    if (this.#failure === undefined) this.#worker.postMessage(null);
    else this.#reply.reject(this.#failure);
    return this.reply;
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

/** The pieces of the file; the next one is made while this one is sent. */
async function* chunksOf(thread: FileThread): AsyncGenerator<Uint8Array> {
  let asked = thread.ask();
  for (;;) {
    const { chunk } = await asked;
    if (chunk === undefined) return;
    asked = thread.ask();
    yield chunk;
  }
}

function fileName(context: Reading, experiments: readonly number[], format: string): string {
  const [only] = experiments;
  const named = experiments.length === 1 && only !== undefined;
  const name = named ? findExperiment(context.store.database, only)?.name : undefined;
  return `${(name ?? 'experiments').replaceAll(/[/\\]/g, '-')}-runs.${format}`;
}

/** The same filter for the named runs alone; for all where none is named. */
function among(tree: FilterNode | undefined, ids: readonly string[]): FilterNode | undefined {
  checkCount(ids.length, LIMITS.exportedRuns, 'run_ids');
  const [first, ...others] = ids;
  if (first === undefined) return tree;
  const field = { kind: 'attribute', key: 'run_id' } as const;
  const named: FilterNode = { type: 'in', field, values: [first, ...others], negated: false, position: 0 };
  return tree === undefined ? named : { type: 'and', children: [named, tree] };
}

async function openExport(context: Reading, caller: Caller, request: RunExportRequest): Promise<RunExport> {
  const { tree, ...match } = runMatch(context, caller, request);
  const search = { ...match, tree: among(tree, request.run_ids), order: runOrder(request.order_by) };
  const job: RunFileJob = { path: context.store.database.path, format: request.format, search };
  const thread = new FileThread(job);
  try {
    const { total = 0 } = await thread.reply;
    const file_name = fileName(context, match.experiment_ids, request.format);
    return { file_name, total, chunks: chunksOf(thread), close: () => thread.close() };
  } catch (error) {
    await thread.close();
    throw error;
  }
}

/**
 * Files of runs with all their columns: identity, latest metrics (NaN as such), params, tags; times in epoch milliseconds. Each is
 * made on a thread of its own, a piece at a time, of the runs there are when it is opened.
 */
export function openRunExports(context: Reading): RunExports {
  return { open: (request, caller) => openExport(context, caller, request) };
}
