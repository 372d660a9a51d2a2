import { type AsyncBuffer, parquetMetadata, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunExport, type RunExportRequest, TrackingError } from '../contract/index.ts';
import { openRunExports } from './index.ts';
import { openTestEngine } from './testing/open.ts';
import { newExperiment } from './testing/runs.ts';

const RUNS = 5000;
const RARE = 150;
const engine = await openTestEngine();
afterAll(() => engine[Symbol.asyncDispose]());

const exports = openRunExports({ store: engine.store });
const CALLER = { actor: 'local', workspace: 'default' };
const experiment = await newExperiment(engine, 'sweep/large');

const lossOf = (index: number) => (index % 50 === 0 ? Number.NaN : Math.sin(index));
const noteOf = (index: number) => (index % 2 === 0 ? `=HYPERLINK("x",${index})` : `line\r\n"${index}", é`);

async function storeRun(index: number): Promise<void> {
  const tags = [{ key: 'note', value: noteOf(index) }];
  const start_time = index === 7 ? 2n ** 53n + 1n : index;
  const request = { experiment_id: experiment, run_name: `run ${index}`, start_time, tags };
  const { run } = await engine.call('createRun', request);
  const metrics = [
    { key: 'loss', value: lossOf(index), timestamp: 1, step: 1 },
    { key: `rare/${index % RARE}`, value: index, timestamp: 1, step: 1 },
  ];
  const params = [{ key: 'lr', value: index % 3 === 0 ? `-${index}` : '0.1' }];
  await engine.call('logBatch', { run_id: run.info.run_id, metrics, params });
}

beforeAll(async () => {
  for (let from = 0; from < RUNS; from += 250)
    await Promise.all(Array.from({ length: 250 }, (_, index) => storeRun(from + index)));
}, 60_000);

const asking = (request: Partial<RunExportRequest>): Promise<RunExport> =>
  exports.open(
    { format: 'csv', experiment_ids: [experiment], order_by: ['start_time'], run_ids: [], ...request },
    CALLER,
  );

async function read(made: RunExport): Promise<{ bytes: Buffer; pieces: number; largest: number }> {
  const all: Uint8Array[] = [];
  for await (const chunk of made.chunks) all.push(chunk);
  await made.close();
  return {
    bytes: Buffer.concat(all),
    pieces: all.length,
    largest: Math.max(...all.map(({ length }) => length)),
  };
}

/** A reader of RFC 4180, written for this test. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, separator, quoted, plain] of text.matchAll(/(,|\r\n|^)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)) {
    if (separator === '\r\n' || (separator === '' && rows.length === 0)) rows.push((row = []));
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
  }
  return rows.slice(0, -1);
}

describe('5,000 runs as CSV', () => {
  test('read back row by row, in order, all columns there', async () => {
    const made = await asking({});
    expect([made.total, made.file_name]).toEqual([RUNS, 'sweep-large-runs.csv']);
    const { bytes, pieces, largest } = await read(made);
    const [header = [], ...rows] = parseCsv(bytes.toString());
    expect(rows).toHaveLength(RUNS);
    expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([header.length]));
    expect(header.slice(0, 9).join()).toBe(
      'run_id,run_name,experiment_id,user_id,status,start_time,end_time,lifecycle_stage,artifact_uri',
    );
    expect(header.slice(9).toSorted()).toEqual(
      [
        'metrics.loss',
        ...Array.from({ length: RARE }, (_, index) => `metrics.rare/${index}`),
        'params.lr',
        'tags.mlflow.runName',
        'tags.note',
      ].toSorted(),
    );
    const cell = (row: string[] | undefined, name: string) => row?.[header.indexOf(name)];
    for (const row of rows) {
      const index = Number(cell(row, 'run_name')?.slice(4));
      expect(cell(row, 'metrics.loss')).toBe(String(lossOf(index)));
      expect(cell(row, `metrics.rare/${index % RARE}`)).toBe(String(index));
      expect(cell(row, `metrics.rare/${(index + 1) % RARE}`)).toBe('');
      expect(cell(row, 'params.lr')).toBe(index % 3 === 0 ? `-${index}` : '0.1');
      expect(cell(row, 'tags.note')).toBe(index % 2 === 0 ? `'${noteOf(index)}` : noteOf(index));
    }
    expect(cell(rows.at(-1), 'start_time')).toBe('9007199254740993');
    expect(cell(rows[1], 'run_name')).toBe('run 1');
    expect(pieces).toBeGreaterThan(5);
    expect(largest).toBeLessThan(bytes.length / 5);
  });

  test('are those of the filter, in the order asked for', async () => {
    const made = await asking({
      filter: "params.lr != '0.1' AND metrics.loss > 0.5",
      order_by: ['max(metrics.loss) DESC'],
    });
    const [header = [], ...rows] = parseCsv((await read(made)).bytes.toString());
    const expected = Array.from({ length: RUNS }, (_, index) => index)
      .filter((index) => index % 3 === 0 && lossOf(index) > 0.5)
      .map(lossOf)
      .toSorted((a, b) => b - a);
    expect(rows.map((row) => Number(row[header.indexOf('metrics.loss')]))).toEqual(expected);
    expect(made.total).toBe(expected.length);
  });
});

const parquetOf = (bytes: Buffer): AsyncBuffer & { buffer: ArrayBuffer } => {
  const buffer = new Uint8Array(bytes).buffer;
  return { buffer, byteLength: buffer.byteLength, slice: (start, end) => buffer.slice(start, end) };
};

describe('5,000 runs as Parquet', () => {
  test('read back typed: doubles with NaN, int64 beyond 2^53, text as it was logged, nulls where nothing was', async () => {
    const made = await asking({ format: 'parquet' });
    expect([made.total, made.file_name]).toEqual([RUNS, 'sweep-large-runs.parquet']);
    const { bytes } = await read(made);
    const rows = await parquetReadObjects({ file: parquetOf(bytes) });
    expect(rows).toHaveLength(RUNS);
    for (const row of rows) {
      const index = Number(String(row['run_name']).slice(4));
      expect(row).toMatchObject({
        experiment_id: experiment,
        status: 'RUNNING',
        start_time: index === 7 ? 2n ** 53n + 1n : BigInt(index),
        lifecycle_stage: 'active',
        'metrics.loss': lossOf(index),
        [`metrics.rare/${index % RARE}`]: index,
        'params.lr': index % 3 === 0 ? `-${index}` : '0.1',
        'tags.note': noteOf(index),
      });
      expect([row['end_time'] ?? null, row[`metrics.rare/${(index + 1) % RARE}`] ?? null]).toEqual([
        null,
        null,
      ]);
    }
  });

  test('are in row groups, which bounds what is held at a time', async () => {
    const { bytes, largest } = await read(await asking({ format: 'parquet' }));
    const { row_groups, num_rows } = parquetMetadata(parquetOf(bytes).buffer);
    expect(Number(num_rows)).toBe(RUNS);
    expect(row_groups.length).toBeGreaterThan(1);
    expect(largest).toBeLessThan(bytes.length);
  });
});

describe.each(['csv', 'parquet'] as const)('a %s file', (format) => {
  test('of no runs has its columns and no rows', async () => {
    const made = await asking({ format, filter: "run_name = 'none'" });
    const { bytes } = await read(made);
    expect(made.total).toBe(0);
    const rows =
      format === 'csv'
        ? parseCsv(bytes.toString()).slice(1)
        : await parquetReadObjects({ file: parquetOf(bytes) });
    expect(rows).toEqual([]);
  });

  test('is of the runs there were when it was opened, also where some are deleted or changed meanwhile', async () => {
    const made = await asking({ format, filter: "params.lr = '-9' OR params.lr = '-12'" });
    const before = made.chunks[Symbol.asyncIterator]();
    const { runs = [] } = await engine.call('searchRuns', {
      experiment_ids: [experiment],
      filter: "params.lr = '-9'",
    });
    await engine.call('deleteRuns', { run_ids: runs.map(({ info }) => info.run_id) });
    const pieces: Uint8Array[] = [];
    for (let next = await before.next(); !next.done; next = await before.next()) pieces.push(next.value);
    await engine.call('restoreRuns', { run_ids: runs.map(({ info }) => info.run_id) });
    await made.close();
    const bytes = Buffer.concat(pieces);
    const rows =
      format === 'csv'
        ? parseCsv(bytes.toString()).slice(1)
        : await parquetReadObjects({ file: parquetOf(bytes) });
    expect(rows).toHaveLength(2);
  });
});

test('only the named runs are in the file, in the order asked for; a filter narrows them further', async () => {
  const { rows } = await engine.call('searchRunRows', {
    experiment_ids: [experiment],
    max_results: 1000,
    order_by: ['attributes.start_time ASC'],
  });
  const named = rows.filter((_, index) => index % 2 === 0);
  const run_ids = [...named.map(({ run_id }) => run_id), 'nobody'];
  const idsIn = async (request: Partial<RunExportRequest>) => {
    const made = await asking({ run_ids, ...request });
    const [header = [], ...lines] = parseCsv((await read(made)).bytes.toString());
    return lines.map((line) => line[header.indexOf('run_id')]);
  };
  expect(await idsIn({})).toEqual(run_ids.slice(0, -1));
  const filter = "run_name LIKE 'run %0'";
  const wanted = named.filter(({ run_name }) => run_name.endsWith('0'));
  expect(wanted.length).toBeGreaterThan(0);
  expect(await idsIn({ filter })).toEqual(wanted.map(({ run_id }) => run_id));
  expect(await idsIn({ run_ids: ['nobody'] })).toEqual([]);
});

test.each<[Partial<RunExportRequest>, string]>([
  [{ run_ids: Array.from({ length: 100_001 }, (_, index) => `r${index}`) }, 'run_ids'],
  [{ experiment_ids: [] }, "required parameter 'experiment_ids'"],
  [{ experiment_ids: ['x'] }, "Invalid experiment id 'x'"],
  [{ filter: 'nonsense' }, 'nonsense'],
  [{ order_by: ['metrics.'] }, 'order_by[0]'],
])('an export of %o is refused before the first byte', async (request, message) => {
  const refused = asking(request);
  await expect(refused).rejects.toThrow(TrackingError);
  await expect(refused).rejects.toThrow(message);
});

test('several experiments share a file, and another workspace gets none of their runs', async () => {
  const both = await asking({ experiment_ids: [experiment, '0'] });
  await both.close();
  expect(both.file_name).toBe('experiments-runs.csv');
  const foreign = await exports.open(
    { format: 'csv', experiment_ids: [experiment], order_by: [], run_ids: [] },
    { actor: 'x', workspace: 'other' },
  );
  await foreign.close();
  expect([foreign.total, foreign.file_name]).toEqual([0, 'experiments-runs.csv']);
});

test('a file that is closed early gives no more', async () => {
  const made = await asking({});
  const chunks = made.chunks[Symbol.asyncIterator]();
  await chunks.next();
  await made.close();
  const rest = async () => {
    while (!(await chunks.next()).done);
  };
  await expect(rest()).rejects.toMatchObject({ code: 'TEMPORARILY_UNAVAILABLE' });
});
