import { randomUUID } from 'node:crypto';
import type { Connection, Reply } from './http-client.ts';

export const API = '/api/2.0/mlflow';

export interface Run {
  info: { run_id: string; status: string };
  data: {
    metrics?: { key: string; value: number | string }[];
    params?: { key: string; value: string }[];
    tags?: { key: string; value: string }[];
  };
}
export interface RunPage {
  runs?: Run[];
  next_page_token?: string;
}
export interface History {
  metrics?: { key: string; value: number | string; step: number | string; run_id?: string }[];
  next_page_token?: string;
}

/** The few MLflow calls the scenarios need, on one connection. All throw for anything but 2xx. */
export class MlflowApi {
  readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /** The bytes of a POST to an operation. */
  encode(path: string, body: object): Buffer {
    return this.connection.encode('POST', `${API}/${path}`, body);
  }

  encodeGet(path: string, query: Record<string, string | number>): Buffer {
    const text = Object.entries(query).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
    return this.connection.encode('GET', `${API}/${path}?${text.join('&')}`);
  }

  post(path: string, body: object): Promise<Reply> {
    return this.connection.require(this.encode(path, body));
  }

  async newExperiment(title: string): Promise<string> {
    const reply = await this.post('experiments/create', { name: `${title} ${randomUUID()}` });
    return reply.json<{ experiment_id: string }>().experiment_id;
  }

  async newRun(experimentId: string): Promise<string> {
    return runIdOf(await this.post('runs/create', createBody(experimentId, 'bench')));
  }

  async run(runId: string): Promise<Run> {
    const reply = await this.connection.require(this.encodeGet('runs/get', { run_id: runId }));
    return reply.json<{ run: Run }>().run;
  }

  async search(body: object): Promise<RunPage> {
    return (await this.post('runs/search', body)).json<RunPage>();
  }

  async history(runId: string, key: string, query: Record<string, string | number> = {}): Promise<History> {
    const request = this.encodeGet('metrics/get-history', { run_id: runId, metric_key: key, ...query });
    return (await this.connection.require(request)).json<History>();
  }
}

export function createBody(experimentId: string, name: string): object {
  return { experiment_id: experimentId, run_name: name, start_time: Date.now() };
}

export function runIdOf(reply: Reply): string {
  return reply.json<{ run: Run }>().run.info.run_id;
}

/** Latest value of a metric of a run; undefined where it has none. */
export function latestValue(run: Run, key: string): number | undefined {
  const found = run.data.metrics?.find((metric) => metric.key === key);
  return found === undefined ? undefined : Number(found.value);
}
