import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pythonVenv } from '../setup/index.ts';
import { freePort, startProcess, waitUntil } from './process.ts';

export type MlflowServer = { uri: string; stop: () => Promise<void> };

/** Starts the real `mlflow server` on SQLite and local artifacts, in a temporary folder; takes 10 to 45 s. */
export async function startMlflowServer(): Promise<MlflowServer> {
  const { bin } = await pythonVenv('mlflow');
  const folder = mkdtempSync(join(tmpdir(), 'mlflow-'));
  const artifacts = join(folder, 'artifacts');
  mkdirSync(artifacts);
  const port = await freePort();
  const store = [
    '--backend-store-uri',
    `sqlite:///${folder}/mlflow.db`,
    '--artifacts-destination',
    artifacts,
  ];
  const address = ['--host', '127.0.0.1', '--port', String(port), '--workers', '1'];
  const server = startProcess(
    join(bin, 'mlflow'),
    ['server', ...address, ...store],
    folder,
    environment(bin),
  );
  const uri = `http://127.0.0.1:${port}`;
  await waitUntil(server, () => isHealthy(uri));
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { uri, stop };
}

function environment(bin: string): NodeJS.ProcessEnv {
  const quiet = {
    MLFLOW_DISABLE_TELEMETRY: 'true',
    DO_NOT_TRACK: 'true',
    MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false',
  };
  // Webhooks to a receiver of the flows' own, each event told to those who want it now, failures at once.
  const webhooks = {
    MLFLOW_WEBHOOK_ALLOWED_SCHEMES: 'http,https',
    MLFLOW_WEBHOOK_ALLOW_PRIVATE_IPS: 'true',
    MLFLOW_WEBHOOK_CACHE_TTL: '0',
    MLFLOW_WEBHOOK_REQUEST_MAX_RETRIES: '0',
  };
  return { ...process.env, ...quiet, ...webhooks, PATH: `${bin}:${process.env['PATH'] ?? ''}` };
}

async function isHealthy(uri: string): Promise<true | undefined> {
  try {
    return (await fetch(`${uri}/health`)).ok || undefined;
  } catch {
    return undefined;
  }
}
