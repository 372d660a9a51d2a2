import { type Bench, type Scenario, Unsupported, VerificationError } from './bench.ts';
import type { PeerProcess } from './peer-process.ts';
import { CpuReading, machineBusySeconds } from './process-tree.ts';
import { measureRawSqlite } from './raw-sqlite.ts';
import type { Results } from './results.ts';

export interface Contestant {
  process: PeerProcess;
  bench: Bench;
  scenarios: Scenario[];
}

/** Fills every peer, then measures scenario by scenario with the peers in turn, so that all meet the same machine. */
export async function runRounds(
  contestants: readonly Contestant[],
  results: Results,
  rounds: number,
  quick: boolean,
): Promise<void> {
  for (const contestant of contestants)
    for (const scenario of contestant.scenarios)
      await attempt(contestant, scenario, results, 0, () => scenario.prepare?.(contestant.bench));
  const names = contestants[0]?.scenarios.map(({ name }) => name) ?? [];
  for (let round = 1; round <= rounds; round += 1) {
    for (const name of names) {
      if (name === 'log-batch') measureRawSqlite(results, quick);
      for (const contestant of contestants) {
        const scenario = contestant.scenarios.find((one) => one.name === name);
        if (scenario === undefined) continue;
        await attempt(contestant, scenario, results, round, () => scenario.measure(contestant.bench));
      }
    }
  }
}

async function attempt(
  { process: { peer, running } }: Contestant,
  { name }: Scenario,
  results: Results,
  round: number,
  work: () => Promise<void> | undefined,
): Promise<void> {
  const clock = new WindowClock(running.pid);
  let outcome = 'ok';
  try {
    const pending = work();
    if (pending === undefined) return;
    await pending;
  } catch (error) {
    outcome = outcomeOf(error);
    if (error instanceof Unsupported) results.note(peer.name, `${error.message}: not supported`);
    else results.fault(peer.name, `${name}: ${outcome}`);
  }
  const window = { peer: peer.name, scenario: name, round, ...clock.read() };
  results.windows.push(window);
  const foreign = window.foreign_cores?.toFixed(2) ?? '?';
  const seconds = window.seconds.toFixed(1);
  const stage = round === 0 ? 'filling' : `round ${round}`;
  console.log(
    `${stage}  ${name.padEnd(13)} ${peer.name.padEnd(12)} ${seconds} s, foreign CPU ${foreign} cores  ${outcome}`,
  );
}

function outcomeOf(error: unknown): string {
  if (error instanceof VerificationError) return `VERIFY-FAILED: ${error.message}`;
  if (error instanceof Unsupported) return 'unsupported';
  return `error: ${error instanceof Error ? error.message : String(error)}`;
}

/** CPU time of the server, of this client, and of whoever else is on the machine, over a stretch of time. */
class WindowClock {
  readonly #pid: number;
  readonly #from: Moment;

  constructor(pid: number) {
    this.#pid = pid;
    this.#from = moment(pid);
  }

  read() {
    const from = this.#from;
    const now = moment(this.#pid);
    const seconds = now.time - from.time;
    const client = now.client - from.client;
    const server = now.server.secondsSince(from.server);
    const foreign_cores =
      now.machine === undefined || from.machine === undefined
        ? undefined
        : Math.max(0, now.machine - from.machine - client - (server ?? 0)) / seconds;
    return { seconds, client_cpu_seconds: client, server_cpu_seconds: server, foreign_cores };
  }
}

interface Moment {
  time: number;
  client: number;
  server: CpuReading;
  machine: number | undefined;
}

function moment(pid: number): Moment {
  const { user, system } = process.cpuUsage();
  const [server, machine] = [new CpuReading(pid), machineBusySeconds()];
  return { time: performance.now() / 1000, client: (user + system) / 1e6, server, machine };
}
