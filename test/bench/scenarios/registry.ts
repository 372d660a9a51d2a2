import { type Bench, type Scenario, together, verify } from '../bench.ts';
import { median } from '../statistics.ts';
import { CLIENTS } from './search-runs.ts';

const PAGE = 100;
const VERSIONS = 10;
const REPEATS = 30;
/** Seconds that a peer may take to be filled; sizes beyond its reach are left out. */
const FILL_SECONDS = 130;

interface ModelPage {
  registered_models?: { name: string; latest_versions?: { version: string }[] }[];
}

const nameOf = (size: number, model: number) => `bench-${size}-${String(model).padStart(5, '0')}`;

/** The first page of registered models among 100 and 10,000, ten versions each. */
export function registry(): Scenario {
  const sizes: number[] = [];
  return {
    name: 'registry',
    async prepare(bench) {
      sizes.length = 0;
      let modelsPerSecond = Number.POSITIVE_INFINITY;
      for (const size of bench.quick ? [100] : [100, 10_000]) {
        if (size / modelsPerSecond > FILL_SECONDS) {
          bench.note(`${size} models left out: filling takes ${Math.round(size / modelsPerSecond)} s`);
          return;
        }
        const begun = performance.now();
        await fill(bench, size);
        sizes.push(size);
        modelsPerSecond = size / ((performance.now() - begun) / 1000);
        bench.higher(`fill ${size} models of ${VERSIONS} versions`, 'models/s', modelsPerSecond);
      }
    },
    async measure(bench) {
      for (const size of sizes) await firstPage(bench, size);
    },
  };
}

async function fill(bench: Bench, size: number): Promise<void> {
  let next = 0;
  await together(CLIENTS, async () => {
    const api = bench.api();
    while (next < size) {
      const name = nameOf(size, next);
      next += 1;
      await api.post('registered-models/create', { name, tags: [{ key: 'team', value: 'vision' }] });
      for (let version = 0; version < VERSIONS; version += 1)
        await api.post('model-versions/create', { name, source: `s3://models/${name}/${version}` });
    }
    api.connection.close();
  });
}

async function firstPage(bench: Bench, size: number): Promise<void> {
  const api = bench.api();
  const request = api.encodeGet('registered-models/search', {
    max_results: PAGE,
    filter: `name LIKE 'bench-${size}-%'`,
  });
  let last = await api.connection.require(request);
  const times: number[] = [];
  const name = `first page of ${PAGE} models, ${size} models`;
  await bench.perRequestCpu(name, async () => {
    while (times.length < REPEATS) {
      last = await api.connection.require(request);
      times.push(last.ms);
    }
    return times.length;
  });
  const { registered_models: models = [] } = last.json<ModelPage>();
  verify(models.length === PAGE, `registry: the first page of ${size} models has ${models.length}`);
  verify(
    models.every(({ latest_versions: [newest] = [] }) => newest?.version === String(VERSIONS)),
    'registry: a model lost its newest version',
  );
  bench.lower(name, 'ms', median(times));
  api.connection.close();
}
