import { type Caller, EncodedJson, invalidParameter } from '../contract/index.ts';
import type { HistoryKey } from '../store/index.ts';
import type { Context, Handlers } from './context.ts';
import { getRunRow, requiredRunId } from './find.ts';
import { checkCount, LIMITS } from './limits.ts';
import { nextPageToken, pagePosition, pageSize } from './paging.ts';

type Names = 'getMetricHistory' | 'getMetricHistoryBulk' | 'getMetricHistoryBulkInterval';

/** Points read at a time when a whole history is streamed: bounds memory, and lets other reads in between. */
const STREAM_PAGE = 50_000;
/** Points in one page, whatever was asked: the text of more would not fit one string. */
const MOST_POINTS = 1_000_000;
const INT32 = 2 ** 31 - 1;
const encoder = new TextEncoder();
const METRICS = encoder.encode('{"metrics":[');
const COMMA = encoder.encode(',');

interface Series {
  run: number;
  key: { id: number; name: string };
}

type Page = Awaited<ReturnType<typeof readPage>>;

function readPage(
  context: Context,
  series: Series,
  after: HistoryKey | undefined,
  limit: number,
  exact = false,
) {
  return context.store.readers.run('history', { ...series, after, limit, exact });
}

/** The next page is read while this one is sent. */
async function* wholeHistory(context: Context, series: Series, first: Page): AsyncGenerator<Uint8Array> {
  yield METRICS;
  let page = first;
  for (;;) {
    const { next } = page.rest;
    const following = next === undefined ? undefined : readPage(context, series, next, STREAM_PAGE);
    following?.catch(() => undefined);
    yield page.bytes;
    if (following === undefined) break;
    yield COMMA;
    page = await following;
  }
  yield encoder.encode(']}');
}

function runsOf(context: Context, caller: Caller, ids: readonly string[], field: string) {
  if (ids.length === 0)
    throw invalidParameter(`Missing value for required parameter '${field}': name at least one run.`);
  checkCount(ids.length, LIMITS.bulkRuns, 'runs');
  return ids.map((id) => getRunRow(context, caller, id)).map(({ id, run_id }) => ({ id, run_id }));
}

function keyOf(context: Context, name: string): { id: number; name: string } {
  return { id: context.store.names.find(name) ?? -1, name };
}

export const metricHandlers: Handlers<Names> = {
  async getMetricHistory(context, request, caller) {
    const run = getRunRow(context, caller, requiredRunId(request));
    const series = { run: run.id, key: keyOf(context, request.metric_key) };
    const search = ['history', run.run_id, request.metric_key];
    const after = pagePosition(context, search, request.page_token) as HistoryKey | undefined;
    const paged = request.max_results !== undefined;
    const limit = paged
      ? Math.min(pageSize(request.max_results, undefined, INT32), MOST_POINTS)
      : STREAM_PAGE;
    const page = await readPage(context, series, after, limit, paged);
    if (page.rest.points === 0) return {};
    if (!paged && page.rest.next !== undefined) return new EncodedJson(wholeHistory(context, series, page));
    const token = page.rest.next
      ? `,"next_page_token":"${nextPageToken(context, search, page.rest.next)}"`
      : '';
    return new EncodedJson([Buffer.concat([METRICS, page.bytes, encoder.encode(`]${token}}`)])]);
  },

  async getMetricHistoryBulk(context, request, caller) {
    const runs = runsOf(context, caller, request.run_id, 'run_id');
    const limit = Math.min(pageSize(request.max_results, LIMITS.bulkPoints, INT32), LIMITS.bulkPoints);
    const { bytes } = await context.store.readers.run('bulkHistory', {
      runs,
      key: keyOf(context, request.metric_key),
      limit,
    });
    return new EncodedJson([bytes]);
  },

  async getMetricHistoryBulkInterval(context, request, caller) {
    const runs = runsOf(context, caller, request.run_ids ?? [], 'run_ids');
    const { start_step, end_step } = request;
    if ((start_step === undefined) !== (end_step === undefined))
      throw invalidParameter("Give both 'start_step' and 'end_step', or neither.");
    if (start_step !== undefined && end_step !== undefined && start_step > end_step)
      throw invalidParameter(`'end_step' (${end_step}) must not be less than 'start_step' (${start_step}).`);
    const limit = pageSize(request.max_results, LIMITS.intervalPoints, LIMITS.intervalPoints);
    const { bytes } = await context.store.readers.run('intervalHistory', {
      runs,
      key: keyOf(context, request.metric_key),
      limit,
      start_step,
      end_step,
    });
    return new EncodedJson([bytes]);
  },
};
