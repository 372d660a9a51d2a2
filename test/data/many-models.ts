/** So many models, the largest model and prompt, and the runs that their versions are from. */
const LARGE_REGISTRY = {
  models: 3000,
  largestModel: 'payments-scorer',
  versions: 500,
  largestPrompt: 'assistant',
  promptVersions: 200,
} as const;

const RUNS = 60;
const AT_ONCE = 48;
const MOST_VERSIONS = 4;
const TOPICS = [
  'fraud',
  'churn',
  'ranking',
  'pricing',
  'demand',
  'vision',
  'speech',
  'credit',
  'routing',
  'spam',
];
const TEAMS = ['risk', 'growth', 'search', 'logistics', 'media'];
/** Of each run, with the size of its values. */
const METRICS = { auc: 1, f1: 0.9, latency_ms: 20, recall: 0.8 };
const STAGES = ['Archived', 'Staging', 'Production'];

type Post = (path: string, body: object) => Promise<unknown>;

/** Registers thousands of models, one of which has hundreds of versions, and a prompt with many, at a tracker. */
export async function fillRegistry(url: string): Promise<void> {
  const post: Post = async (path, body) => {
    const response = await fetch(`${url}/api/2.0/mlflow/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  };
  const runs = await makeRuns(post);
  await each(LARGE_REGISTRY.models - 1, (index) => makeModel(post, index, runs));
  await makeLargestModel(post, runs);
  await makeLargestPrompt(post);
}

/** Calls `make` for each number below `count`, so many at once. */
async function each(count: number, make: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) await make(index);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

async function makeRuns(post: Post): Promise<string[]> {
  const { experiment_id } = (await post('experiments/create', { name: 'registry/nightly' })) as {
    experiment_id: string;
  };
  const ids: string[] = [];
  await each(RUNS, async (index) => {
    const { run } = (await post('runs/create', {
      experiment_id,
      run_name: `nightly-${index}`,
      user_id: 'ada',
      start_time: Date.now(),
    })) as { run: { info: { run_id: string } } };
    const { run_id } = run.info;
    const metrics = Object.entries(METRICS).map(([key, scale], place) => ({
      key,
      value: scale * (0.7 + ((index * 7 + place * 3) % 29) / 100),
      timestamp: Date.now(),
      step: 0,
    }));
    await post('runs/log-batch', { run_id, metrics });
    ids[index] = run_id;
  });
  return ids;
}

async function makeModel(post: Post, index: number, runs: readonly string[]): Promise<void> {
  const topic = TOPICS[index % TOPICS.length];
  const name = `${topic}-${String(index).padStart(4, '0')}`;
  const tags = [{ key: 'team', value: TEAMS[index % TEAMS.length] }];
  const description = index % 3 === 0 ? `The ${topic} model of market ${index % 40}.` : undefined;
  await post('registered-models/create', { name, tags, description });
  const versions = (index % MOST_VERSIONS) + 1;
  for (let version = 1; version <= versions; version += 1)
    await makeVersion(post, name, version, runs[(index + version) % runs.length]);
  if (versions < 2) return;
  const last = String(versions);
  await post('model-versions/transition-stage', { name, version: last, stage: 'Production' });
  await post('registered-models/alias', { name, alias: 'champion', version: last });
}

async function makeVersion(
  post: Post,
  name: string,
  version: number,
  run_id: string | undefined,
): Promise<void> {
  await post('model-versions/create', { name, source: `s3://models/${name}/${version}`, run_id });
}

async function makeLargestModel(post: Post, runs: readonly string[]): Promise<void> {
  const { largestModel: name, versions } = LARGE_REGISTRY;
  await post('registered-models/create', { name, description: 'Retrained every night for over a year.' });
  for (let version = 1; version <= versions; version += 1)
    await makeVersion(post, name, version, runs[version % runs.length]);
  await each(versions, async (index) => {
    const stage = STAGES[index < versions - 40 ? 0 : index < versions - 12 ? 1 : 2];
    const version = String(index + 1);
    if (index < versions - 4) await post('model-versions/transition-stage', { name, version, stage });
    if (index % 25 === 24)
      await post('registered-models/alias', { name, alias: `quarter-${index}`, version });
  });
  await post('registered-models/alias', { name, alias: 'champion', version: String(versions - 4) });
}

async function makeLargestPrompt(post: Post): Promise<void> {
  const { largestPrompt: name, promptVersions } = LARGE_REGISTRY;
  const marks = [{ key: 'mlflow.prompt.is_prompt', value: 'true' }];
  await post('registered-models/create', { name, tags: marks });
  for (let version = 1; version <= promptVersions; version += 1)
    await post('model-versions/create', {
      name,
      source: 'dummy-source',
      description: `Turn ${version}: shorter by a line`,
      tags: [
        ...marks,
        { key: '_mlflow_prompt_type', value: 'text' },
        { key: 'mlflow.prompt.text', value: promptText(version) },
      ],
    });
  await post('registered-models/alias', { name, alias: 'live', version: String(promptVersions - 3) });
}

function promptText(version: number): string {
  const rules = Array.from({ length: 12 }, (_, rule) => `${rule + 1}. Rule ${(rule * version) % 17} holds.`);
  return `You help {{ customer }} with {{ product }}.\n${rules.join('\n')}\n\nQuestion: {{ question }}`;
}
