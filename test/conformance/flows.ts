import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../setup/command.ts';
import { pythonVenv } from '../setup/index.ts';
import type { Json } from './json.ts';

/** What one flow of `python/flows` saw: see `python/flow.py`. */
export type FlowResult = { says: string; observed?: Json; calls?: string[]; failed?: string; where?: string };

export type FlowDocument = { started: number; ended: number; flows: Record<string, FlowResult> };

/** Runs the Python flows (all, or those whose name begins with a prefix) against the tracking server at `uri`. */
export async function runFlows(uri: string, prefixes: string[] = []): Promise<FlowDocument> {
  const { python } = await pythonVenv('mlflow');
  const folder = mkdtempSync(join(tmpdir(), 'flows-'));
  try {
    const script = join(import.meta.dirname, 'python/main.py');
    const printed = await runCommand(python, [script, '--uri', uri, '--folder', folder, ...prefixes]);
    return JSON.parse(printed);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
