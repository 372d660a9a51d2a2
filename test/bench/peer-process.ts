import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from './http-client.ts';
import type { Peer, RunningPeer } from './peers.ts';
import { CpuReading } from './process-tree.ts';

const START_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 10_000;
const SETTLE_LIMIT_MS = 30_000;
const OUTPUT_KEPT = 4000;

/** A peer's server process, in a folder of its own that goes away with `remove`. */
export class PeerProcess {
  readonly peer: Peer;
  readonly #folder: string;
  #child: ChildProcess | undefined;
  #port = 0;
  #output = '';

  constructor(peer: Peer) {
    this.peer = peer;
    this.#folder = mkdtempSync(join(tmpdir(), `bench-${peer.name}-`));
  }

  /** Starts it and returns the seconds until it has answered a search of experiments. */
  async start(): Promise<number> {
    this.#port = await freePort();
    const { program, args, env } = this.peer;
    const started = performance.now();
    const child = spawn(program, args(this.#folder, this.#port), {
      cwd: this.#folder,
      env,
      // A group of its own, so that stopping it leaves no worker behind.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    const keep = (text: string): void => {
      this.#output = (this.#output + text).slice(-OUTPUT_KEPT);
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    while (!(await this.#answers())) {
      const waited = performance.now() - started;
      if (child.exitCode !== null || waited > START_LIMIT_MS)
        throw new Error(`${this.peer.name} did not start:\n${this.#output}`);
      await delay(Math.min(100, Math.max(2, waited / 50)));
    }
    return (performance.now() - started) / 1000;
  }

  get running(): RunningPeer {
    const pid = this.#child?.pid;
    if (pid === undefined) throw new Error(`${this.peer.name} has not been started.`);
    const database = join(this.#folder, this.peer.database);
    return { name: this.peer.name, url: this.#url, pid, database };
  }

  get #url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async #answers(): Promise<boolean> {
    const connection = new Connection(this.#url);
    const body = { max_results: 1 };
    try {
      const reply = await connection.send(
        connection.encode('POST', '/api/2.0/mlflow/experiments/search', body),
      );
      return reply.status === 200;
    } catch {
      return false;
    } finally {
      connection.close();
    }
  }

  /** Waits until it has stopped working on its own start: some import modules long after their first reply. */
  async settle(): Promise<void> {
    const deadline = performance.now() + SETTLE_LIMIT_MS;
    let before = new CpuReading(this.running.pid);
    while (performance.now() < deadline) {
      await delay(1000);
      const now = new CpuReading(this.running.pid);
      if ((now.secondsSince(before) ?? 0) < 0.1) return;
      before = now;
    }
  }

  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child?.pid === undefined || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    signalGroup(child.pid, 'SIGTERM');
    const timer = setTimeout(() => signalGroup(Number(child.pid), 'SIGKILL'), STOP_LIMIT_MS);
    await ended;
    clearTimeout(timer);
    signalGroup(child.pid, 'SIGKILL');
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === 'ESRCH';
    if (!isGone) throw error;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('No TCP port could be had.');
  return address.port;
}
