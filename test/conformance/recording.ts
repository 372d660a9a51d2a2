import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type FlowResult, runFlows } from './flows.ts';
import { startMlflowServer } from './mlflow-server.ts';
import { normalise } from './normalise.ts';

export type Recording = Record<string, FlowResult>;

const recordingPath = join(import.meta.dirname, 'recorded/mlflow-3.17.2.json');

/** What `mlflow server` 3.17.2 answered when it was last recorded; empty when it never was. */
export function readRecording(): Recording {
  return existsSync(recordingPath) ? JSON.parse(readFileSync(recordingPath, 'utf8')) : {};
}

/** Runs the flows against a real `mlflow server`, started for this; throws when one of them fails there. */
export async function askMlflow(prefixes: string[] = []): Promise<Recording> {
  const server = await startMlflowServer();
  try {
    const answers = normalise(await runFlows(server.uri, prefixes));
    const failed = Object.entries(answers).filter(([, flow]) => flow.failed !== undefined);
    if (failed.length === 0) return answers;
    const list = failed.map(([name, flow]) => `${name}: ${flow.failed}\n${flow.where ?? ''}`).join('\n');
    throw new Error(`These flows fail against mlflow server itself:\n${list}`);
  } finally {
    await server.stop();
  }
}

/** Replaces the recording by what `mlflow server` answers now. */
export async function record(): Promise<Recording> {
  const answers = await askMlflow();
  mkdirSync(dirname(recordingPath), { recursive: true });
  writeFileSync(recordingPath, `${JSON.stringify(answers, null, 1)}\n`);
  return answers;
}
