import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCommand } from '../setup/command.ts';
import { pythonVenv } from '../setup/index.ts';
import { startEngine } from './engine.ts';

const MINUTE = 60_000;

const CONTENTS: Readonly<Record<string, Record<string, unknown>>> = {
  plain: {
    template: 'Hi {{ who }} é 😀 "q" \\ \n',
    response_format: { type: 'object', n: [1, 2.5, null, 'é'] },
  },
  jinja: { template: '{% for i in items %}{{ loop.index }}. {{ i }}\n{% endfor %}' },
  chat: {
    messages: [
      { role: 'system', content: 'You are {{style}}.' },
      { role: 'user', content: 'é "{{ q }}"\n' },
    ],
    model_config: {
      ...{ provider: 'openai', model_name: 'gpt', temperature: 1, max_tokens: 50, top_p: 0.5 },
      ...{ frequency_penalty: -1, stop_sequences: ['a', 'é'] },
    },
  },
};
const VALUES = {
  plain: { who: 'Ann' },
  jinja: { items: ['a', true, null] },
  chat: { style: 'kind', q: 'why?' },
};

/** MLflow's server has no drafts, so that nothing can be compared with it: its client is asked to tell two versions apart. */
describe("a draft published here and a prompt registered by MLflow's Python client", () => {
  let engine: Awaited<ReturnType<typeof startEngine>>;
  let seen: Record<string, unknown[]> = {};
  const ask = async (path: string, body: object): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${engine.uri}/api/2.0/tidemark/prompts/drafts/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const said = (await answer.json()) as Record<string, unknown>;
    expect([path, answer.status, said['message']]).toEqual([path, 200, undefined]);
    return said;
  };

  async function publish(name: string, content: object): Promise<void> {
    const type = 'messages' in content ? 'chat' : 'text';
    const { draft } = (await ask('create', { name, content: { type, ...content } })) as {
      draft: { draft_id: string; revision: number };
    };
    const { draft_id, revision } = draft;
    const tags = [{ key: 'team', value: 'blue' }];
    await ask('publish', { draft_id, revision, commit_message: 'said', tags });
  }

  beforeAll(async () => {
    engine = await startEngine();
    const { python } = await pythonVenv('mlflow');
    const script = `${import.meta.dirname}/python/own_prompts.py`;
    const cwd = mkdtempSync(join(tmpdir(), 'own-prompts-'));
    const env = { ...process.env, MLFLOW_DISABLE_TELEMETRY: 'true', DO_NOT_TRACK: 'true', HOME: cwd };
    const run = (phase: string, contents: object) =>
      runCommand(python, [script, engine.uri, phase, JSON.stringify(contents)], { env, cwd });
    await run('register', CONTENTS);
    for (const [name, content] of Object.entries(CONTENTS)) await publish(name, content);
    const printed = await run('read', VALUES);
    rmSync(cwd, { recursive: true, force: true });
    seen = JSON.parse(printed.trim().split('\n').at(-1) ?? '') as Record<string, unknown[]>;
  }, 3 * MINUTE);
  afterAll(() => engine.stop());

  test.for(Object.keys(CONTENTS))('%s: the client sees no difference', (name) => {
    const [registered, published] = seen[name] ?? [];
    expect(registered).toMatchObject({ commit_message: 'said', tags: { team: 'blue' } });
    expect(published).toEqual(registered);
  });

  test('the client formats what was published', () => {
    expect(seen['jinja']?.[1]).toMatchObject({ formatted: '1. a\n2. True\n3. None\n' });
    expect(seen['plain']?.[1]).toMatchObject({ formatted: 'Hi Ann é 😀 "q" \\ \n' });
  });
});
