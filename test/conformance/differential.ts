/**
 * Compares a tracking server with MLflow by hand, without vitest:
 *
 *   node test/conformance/differential.ts [--uri URI] [--live | --record] [flow-prefix ...]
 *
 * Without --uri the built engine is started. --live asks a real `mlflow server` instead of the recording,
 * --record renews the recording and compares nothing.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  compare,
  type Difference,
  describeDifference,
  isListed,
  type ListedDifference,
} from './differences.ts';
import { startEngine } from './engine.ts';
import type { FlowResult } from './flows.ts';
import { runFlows } from './flows.ts';
import { normalise } from './normalise.ts';
import { askMlflow, type Recording, readRecording, record } from './recording.ts';

/** The intended differences of `differences.json`. */
export function readDifferences(): ListedDifference[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'differences.json'), 'utf8'));
}

/** Every difference in what one flow saw; a flow that failed, or is missing on one side, is one difference. */
export function compareFlow(name: string, mlflow?: FlowResult, tidemark?: FlowResult): Difference[] {
  if (!mlflow)
    return [{ flow: name, at: [], mlflow: '<not recorded>', tidemark: tidemark?.says ?? '<absent>' }];
  if (!tidemark) return [{ flow: name, at: [], mlflow: mlflow.says, tidemark: '<not run>' }];
  if (tidemark.failed) {
    const told = `${tidemark.failed}\n${tidemark.where ?? ''}`;
    return [{ flow: name, at: ['failed'], mlflow: '<absent>', tidemark: told }];
  }
  const { observed: theirs = null, calls: theirCalls = [] } = mlflow;
  const { observed: ours = null, calls: ourCalls = [] } = tidemark;
  return [...compare(name, theirs, ours, ['observed']), ...compare(name, theirCalls, ourCalls, ['calls'])];
}

/** The answers of the server at `uri`, or of the engine started for this. */
export async function askTidemark(uri: string | undefined, prefixes: string[] = []): Promise<Recording> {
  if (uri) return normalise(await runFlows(uri, prefixes));
  const engine = await startEngine();
  try {
    return normalise(await runFlows(engine.uri, prefixes));
  } finally {
    await engine.stop();
  }
}

async function main(): Promise<void> {
  const flags = { uri: { type: 'string' }, live: { type: 'boolean' }, record: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ options: flags, allowPositionals: true });
  if (values.record) {
    console.log(`${Object.keys(await record()).length} flows recorded.`);
    return;
  }
  const mlflow = values.live ? await askMlflow(positionals) : readRecording();
  const tidemark = await askTidemark(values.uri, positionals);
  const found = Object.keys(tidemark).flatMap((name) => compareFlow(name, mlflow[name], tidemark[name]));
  const used = new Set<ListedDifference>();
  const list = readDifferences();
  const unlisted = found.filter((difference) => !isListed(difference, list, used));
  for (const difference of unlisted) console.log(describeDifference(difference));
  const unused = positionals.length > 0 ? [] : list.filter((listed) => !used.has(listed));
  for (const { flow, at } of unused) console.log(`Listed, but does not occur: ${flow} ${JSON.stringify(at)}`);
  console.log(
    `${Object.keys(tidemark).length} flows, ${found.length} differences, ${unlisted.length} not listed.`,
  );
  process.exitCode = unlisted.length + unused.length > 0 ? 1 : 0;
}

if (import.meta.main) await main();
