import type { Engine } from './engine.ts';

export interface Answer {
  status: number;
  /** The JSON of the body. */
  body: Record<string, unknown>;
}

const api = (engine: Engine, path: string) => `${engine.url}/api/2.0/mlflow/${path}`;

async function answerOf(response: Response): Promise<Answer> {
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** Sends a POST; rejects when no whole answer came back. */
export async function post(engine: Engine, path: string, body: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  return answerOf(await fetch(api(engine, path), { method: 'POST', headers, body: JSON.stringify(body) }));
}

export async function get(engine: Engine, path: string, query: Record<string, string>): Promise<Answer> {
  return answerOf(await fetch(`${api(engine, path)}?${new URLSearchParams(query)}`));
}

/** Makes a run in the default experiment and returns its id. */
export async function createRun(engine: Engine): Promise<string> {
  const { status, body } = await post(engine, 'runs/create', { experiment_id: '0', run_name: 'durability' });
  if (status !== 200) throw new Error(`runs/create answered ${status}: ${JSON.stringify(body)}`);
  return (body as { run: { info: { run_id: string } } }).run.info.run_id;
}
