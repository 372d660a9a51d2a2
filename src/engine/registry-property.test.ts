import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Caller, OperationName, Stage } from '../contract/index.ts';
import { ANA, BEN } from './testing/model-versions.ts';
import { openTestEngine, type TestEngine } from './testing/open.ts';

const NAMES = ['a', 'b', 'c'];
const ALIASES = ['champion', 'next', 'v1'];
const STAGES = ['None', 'staging', 'Production', 'ARCHIVED', 'Canary', 'Shadow', 'Nowhere'];
const CLASSIC: Stage[] = (['None', 'Staging', 'Production', 'Archived'] as const).map((name) => ({
  name,
  classic: name,
}));
const custom = (name: string): Stage[] => [...CLASSIC, { name, classic: 'Production', color: 'amber' }];

interface Step {
  name: OperationName;
  message: object;
  caller: Caller;
}

const model = fc.constantFrom(...NAMES);
const version = fc.integer({ min: 1, max: 5 }).map(String);
const stage = fc.constantFrom(...STAGES);
const alias = fc.constantFrom(...ALIASES);
const comment = fc.option(fc.constantFrom('', 'why not'), { nil: undefined });
const stages = fc.constantFrom(CLASSIC, custom('Canary'), custom('Shadow'));
const rename = fc.constantFrom(
  [{ from: 'Canary', to: 'Shadow' }],
  [{ from: 'shadow', to: 'Canary' }],
  [
    { from: 'Staging', to: 'Trial' },
    { from: 'Trial', to: 'Staging' },
  ],
);
const some = (...names: string[]) => fc.subarray(names);
const settings = fc.oneof(
  fc.record({ stages }),
  fc.record({ rename }),
  fc.record({
    comment_required: fc.constantFrom(false, false, false, true),
    approval_stages: fc.oneof(fc.constant([]), some('Production', '*', 'Canary')),
    approval_aliases: fc.oneof(fc.constant([]), some('champion')),
  }),
);
/** Which of the waiting requests is meant, counted from the newest. */
const request = fc.nat(2).map((nth) => ({ nth }));

function step<T extends object>(name: OperationName, message: fc.Arbitrary<T>, weight: number) {
  const caller = fc.constantFrom(ANA, BEN);
  const arbitrary = fc.record({ name: fc.constant(name), message, caller });
  return { weight, arbitrary: arbitrary as fc.Arbitrary<Step> };
}

/** What every registry begins with, so that most steps find something. */
const PROLOGUE: Step[] = [
  { name: 'updateRegistrySettings', message: { stages: custom('Canary') }, caller: ANA },
  ...['a', 'b'].flatMap((name): Step[] => [
    { name: 'createRegisteredModel', message: { name }, caller: ANA },
    ...Array.from(
      { length: 3 },
      (): Step => ({ name: 'createModelVersion', message: { name, source: 's3://bucket/m' }, caller: ANA }),
    ),
  ]),
];

const steps = fc.array(
  fc.oneof(
    step('createRegisteredModel', fc.record({ name: model }), 3),
    step('deleteRegisteredModel', fc.record({ name: model }), 1),
    step('renameRegisteredModel', fc.record({ name: model, new_name: model }), 3),
    step('createModelVersion', fc.record({ name: model, source: fc.constant('s3://bucket/m') }), 10),
    step('deleteModelVersion', fc.record({ name: model, version }), 3),
    step(
      'transitionModelVersionStage',
      fc.record({ name: model, version, stage, archive_existing_versions: fc.boolean(), comment }),
      12,
    ),
    step('setRegisteredModelAlias', fc.record({ name: model, version, alias, comment }), 6),
    step('deleteRegisteredModelAlias', fc.record({ name: model, alias, comment }), 2),
    step(
      'createTransitionRequest',
      fc.oneof(
        fc.record({ name: model, version, stage, archive_existing_versions: fc.boolean(), comment }),
        fc.record({ name: model, version, alias, comment }),
      ),
      6,
    ),
    step('approveTransitionRequest', request, 9),
    step('refuseTransitionRequest', request, 1),
    step('withdrawTransitionRequest', request, 1),
    step('updateRegistrySettings', settings, 3),
    // An undo: the versions go back to where they were in the newest snapshot of the model.
    step('setModelVersionStages', fc.record({ name: model, comment: fc.constant('undo') }), 4),
  ),
  { minLength: 40, maxLength: 90, size: 'max' },
);

/** What a board says of where a version is. */
interface Place {
  version: string;
  stage: string;
  aliases: string[];
  stage_since: number;
  moved_by?: string | undefined;
}

interface Snapshot {
  time: number;
  /** By when the model was made, which outlives a rename and is of that one alone. */
  places: Map<number, Place[]>;
}

const TABLES = [
  'registered_models',
  'model_versions',
  'model_aliases',
  'version_moves',
  'transition_requests',
];

/** Everything that a write could have changed. */
function fingerprint({ store: { database, changes } }: TestEngine): string {
  const rows = TABLES.map((table) => database.statement(`SELECT * FROM ${table} ORDER BY 1, 2, 3`).all());
  const settingsText = database.value("SELECT value FROM settings WHERE key = 'registry.default'");
  return JSON.stringify([rows, settingsText ?? null, changes.head()]);
}

function models({ store: { database } }: TestEngine): Map<number, string> {
  const rows = database.statement('SELECT creation_time, name FROM registered_models').all();
  return new Map(rows.map(([created, name]) => [Number(created), String(name)]));
}

async function placesOf(engine: TestEngine, name: string, as_of?: number): Promise<Place[]> {
  const { versions } = await engine.call('getStageBoard', { name, as_of });
  return versions.map(({ version: number, stage: at, aliases, stage_since, moved_by }) => ({
    ...{ version: number, stage: at, aliases, stage_since, moved_by },
  }));
}

async function snapshot(engine: TestEngine, time: number): Promise<Snapshot> {
  const places = new Map<number, Place[]>();
  for (const [id, name] of models(engine)) places.set(id, await placesOf(engine, name));
  return { time, places };
}

/** A step as it is sent: with the id of a request, or the stages to go back to, where these are only known now. */
async function messageOf(
  engine: TestEngine,
  { name, message }: Step,
  last: Snapshot | undefined,
): Promise<object> {
  if ('nth' in message) {
    const { requests } = await engine.call('listTransitionRequests', {});
    return { request_id: requests[Number(message.nth)]?.request_id ?? 'nobody', comment: 'decided' };
  }
  if (name !== 'setModelVersionStages' || !('name' in message)) return message;
  const id = [...models(engine)].find(([, known]) => known === message.name)?.[0] ?? -1;
  const exists = new Set(
    (id < 0 ? [] : await placesOf(engine, String(message.name))).map((one) => one.version),
  );
  const back = (last?.places.get(id) ?? []).filter((one) => exists.has(one.version));
  return { ...message, moves: back.map((one) => ({ version: one.version, stage: one.stage })) };
}

class Run {
  readonly #engine: TestEngine;
  readonly #issued = new Map<number, number>();
  readonly snapshots: Snapshot[] = [];
  accepted = new Map<OperationName, number>();
  refused = 0;

  constructor(engine: TestEngine) {
    this.#engine = engine;
  }

  async take(one: Step, time: number): Promise<void> {
    const engine = this.#engine;
    engine.advance(1);
    const message = await messageOf(engine, one, this.snapshots.at(-1));
    const before = fingerprint(engine);
    const answer = await engine.refusal(one.name, message, one.caller);
    if (answer === 'accepted') this.accepted.set(one.name, (this.accepted.get(one.name) ?? 0) + 1);
    else {
      expect(answer).toMatch(/^(INVALID_PARAMETER_VALUE|RESOURCE_\w+|PERMISSION_DENIED): /);
      expect(fingerprint(engine)).toBe(before);
      this.refused += 1;
    }
    const now = await snapshot(engine, time);
    for (const [id, places] of now.places) this.#check(id, places, one);
    this.snapshots.push(now);
  }

  /** Numbers are unique and grow, also past deleted ones; an alias is of one version. */
  #check(id: number, places: readonly Place[], { name }: Step): void {
    const numbers = places.map((one) => Number(one.version));
    expect(new Set(numbers).size).toBe(numbers.length);
    const highest = this.#issued.get(id) ?? 0;
    const made = numbers.filter((number) => number > highest);
    expect(made).toEqual(made.length === 0 ? [] : [highest + 1]);
    if (made.length > 0) expect(name).toBe('createModelVersion');
    this.#issued.set(id, highest + made.length);
    const aliases = places.flatMap((one) => one.aliases);
    expect(new Set(aliases).size).toBe(aliases.length);
  }

  /** What the history says of every time that a snapshot was taken at is what was there then. */
  async checkHistory(): Promise<void> {
    const engine = this.#engine;
    for (const [id, name] of models(engine)) {
      const present = await placesOf(engine, name);
      const existing = new Set(present.map((one) => one.version));
      for (const { time, places } of this.snapshots) {
        const then = places.get(id) ?? [];
        expect(await placesOf(engine, name, time)).toEqual(then);
        const { versions } = await engine.call('getModelVersionsAt', { name, time });
        expect(versions).toEqual(
          then.map(({ version: number, stage: at, aliases, stage_since, moved_by }) => ({
            ...{ version: number, stage: at, aliases, since: stage_since, moved_by },
            deleted: !existing.has(number),
          })),
        );
      }
      expect(await placesOf(engine, name, Number.MAX_SAFE_INTEGER)).toEqual(present);
    }
  }
}

test('whatever is done to a registry, its history tells every state it was in, and what is refused changes nothing', async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
  console.info(`registry: SEED=${seed}`);
  const accepted = new Map<OperationName, number>();
  let refused = 0;
  let times = 0;
  const property = fc.asyncProperty(steps, async (list) => {
    await using engine = await openTestEngine();
    const { store } = engine;
    const clock = () => Number(store.database.value('SELECT max(time) FROM changes') ?? 0);
    const run = new Run(engine);
    const start = clock();
    for (const [index, one] of [...PROLOGUE, ...list].entries()) await run.take(one, start + index + 1);
    await run.checkHistory();
    expect(store.changes.firstBroken()).toBeUndefined();
    expect(store.database.statement('PRAGMA foreign_key_check').all()).toEqual([]);
    for (const [name, count] of run.accepted) accepted.set(name, (accepted.get(name) ?? 0) + count);
    refused += run.refused;
    times += run.snapshots.length;
  });
  await fc.assert(property, { numRuns: 25, seed });
  console.info(`registry: ${times} states, ${refused} refusals`, Object.fromEntries(accepted));
  expect(refused).toBeGreaterThan(100);
  for (const name of [
    ...(['deleteRegisteredModel', 'renameRegisteredModel', 'deleteModelVersion'] as const),
    ...(['transitionModelVersionStage', 'setModelVersionStages', 'setRegisteredModelAlias'] as const),
    ...(['approveTransitionRequest', 'updateRegistrySettings'] as const),
  ])
    expect([name, (accepted.get(name) ?? 0) > 0]).toEqual([name, true]);
}, 120_000);
