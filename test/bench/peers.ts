import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pythonVenv } from '../setup/index.ts';

/** How to start a server for the bench in an empty folder. */
export interface Peer {
  name: string;
  /** What is run, for the record. */
  title: string;
  program: string;
  args: (folder: string, port: number) => string[];
  env: NodeJS.ProcessEnv;
  /** Its SQLite file, below the folder. */
  database: string;
}

export interface RunningPeer {
  name: string;
  url: string;
  pid: number;
  database: string;
}

export const PEER_NAMES = ['tidemark', 'mlflow', 'fasttrackml', 'tidemark-normal'] as const;
export type PeerName = (typeof PEER_NAMES)[number];
/** Without Tidemark's other mode, which compares like with like: FastTrackML does not wait for the disk either. */
export const DEFAULT_PEERS: readonly PeerName[] = ['tidemark', 'mlflow', 'fasttrackml'];

const kinds: Record<PeerName, (engine: string) => Peer | Promise<Peer>> = {
  tidemark: (engine) => tidemark(engine, 'tidemark', 'FULL'),
  'tidemark-normal': (engine) => tidemark(engine, 'tidemark-normal', 'NORMAL'),
  mlflow,
  fasttrackml,
};

/** The peer of that name; makes its Python environment where it needs one and it is missing. */
export async function peerOf(name: PeerName, engine: string): Promise<Peer> {
  return kinds[name](engine);
}

function tidemark(engine: string, name: PeerName, synchronous: string): Peer {
  const program = resolve(engine);
  if (!existsSync(program)) throw new Error(`There is no ${program}. Build the engine first: npm run build.`);
  return {
    name,
    title: `Tidemark, synchronous=${synchronous}`,
    program: process.execPath,
    args: (folder, port) => [
      ...[program, 'serve', '--data', join(folder, 'data')],
      ...['--port', String(port), '--synchronous', synchronous],
    ],
    env: process.env,
    database: join('data', 'tidemark.db'),
  };
}

async function mlflow(): Promise<Peer> {
  const { bin } = await pythonVenv('mlflow');
  return {
    name: 'mlflow',
    title: 'MLflow 3.17.2, SQLite, 1 worker, no job runners',
    program: join(bin, 'mlflow'),
    args: (folder, port) => [
      'server',
      ...['--host', '127.0.0.1', '--port', String(port), '--workers', '1'],
      ...['--backend-store-uri', `sqlite:///${folder}/mlflow.db`],
      ...['--artifacts-destination', artifactFolder(folder)],
    ],
    env: {
      ...process.env,
      PATH: `${bin}:${process.env['PATH'] ?? ''}`,
      MLFLOW_DISABLE_TELEMETRY: 'true',
      MLFLOW_SERVER_ENABLE_JOB_EXECUTION: 'false',
    },
    database: 'mlflow.db',
  };
}

async function fasttrackml(): Promise<Peer> {
  const { bin } = await pythonVenv('fasttrackml');
  return {
    name: 'fasttrackml',
    title: 'FastTrackML 0.6.0, SQLite',
    program: join(bin, 'fml'),
    args: (folder, port) => [
      'server',
      ...['--listen-address', `127.0.0.1:${port}`, '--log-level', 'warn'],
      ...['--database-uri', `sqlite://${folder}/fasttrackml.db`],
      ...['--default-artifact-root', artifactFolder(folder)],
    ],
    env: process.env,
    database: 'fasttrackml.db',
  };
}

function artifactFolder(folder: string): string {
  const artifacts = join(folder, 'artifacts');
  mkdirSync(artifacts, { recursive: true });
  return artifacts;
}
