import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, release } from 'node:os';
import { dirname } from 'node:path';
import { Bench } from './bench.ts';
import { verdicts } from './budgets.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { PeerProcess } from './peer-process.ts';
import { peerOf } from './peers.ts';
import { Results } from './results.ts';
import { runRounds } from './rounds.ts';
import { artifacts } from './scenarios/artifacts.ts';
import { charts } from './scenarios/charts.ts';
import { history } from './scenarios/history.ts';
import { interference } from './scenarios/interference.ts';
import { logBatch } from './scenarios/log-batch.ts';
import { logMetric } from './scenarios/log-metric.ts';
import { registry } from './scenarios/registry.ts';
import { search } from './scenarios/search.ts';
import { shortRuns } from './scenarios/short-runs.ts';
import { measureStarts } from './start-up.ts';
import { figuresTable, verdictTable } from './table.ts';

const scenarios = [
  logMetric,
  logBatch,
  shortRuns,
  search,
  history,
  charts,
  registry,
  artifacts,
  interference,
];

async function measure(options: Options, processes: readonly PeerProcess[]): Promise<Results> {
  const results = new Results();
  await measureStarts(processes, results, options.quick ? 1 : 2);
  const contestants = processes.map((process) => ({
    process,
    bench: new Bench(process.running, results, options.quick),
    scenarios: scenarios.map((make) => make()).filter(({ name }) => options.only.includes(name)),
  }));
  await runRounds(contestants, results, options.rounds, options.quick);
  return results;
}

function report(results: Results, options: Options, processes: readonly PeerProcess[]): void {
  const budgets = verdicts(results);
  console.log(`\n${figuresTable(results)}\n\n${verdictTable(budgets)}\n`);
  for (const { peer, text } of results.notes) console.log(`note  ${peer}: ${text}`);
  for (const { peer, text } of results.faults) console.log(`FAULT ${peer}: ${text}`);
  const foreign = results.windows.map(({ foreign_cores }) => foreign_cores ?? 0);
  console.log(`Foreign CPU: ${Math.max(0, ...foreign).toFixed(2)} cores at most in one window.`);
  if (options.out === undefined) return;
  const record = {
    date: new Date().toISOString(),
    machine: {
      system: `${process.platform} ${release()}`,
      cpu: cpus()[0]?.model,
      cores: availableParallelism(),
    },
    node: process.versions.node,
    options,
    peers: processes.map(({ peer: { name, title } }) => ({ name, title })),
    figures: Object.fromEntries([...results.figures].map(([peer, ofPeer]) => [peer, [...ofPeer.values()]])),
    budgets,
    notes: results.notes,
    faults: results.faults,
    windows: results.windows,
  };
  mkdirSync(dirname(options.out), { recursive: true });
  writeFileSync(options.out, `${JSON.stringify(record, null, 1)}\n`);
}

async function main(): Promise<void> {
  const options = readOptions(
    process.argv.slice(2),
    scenarios.map((make) => make().name),
  );
  if (options === undefined) return console.log(USAGE);
  const peers = await Promise.all(options.peers.map((name) => peerOf(name, options.engine)));
  const processes = peers.map((peer) => new PeerProcess(peer));
  const stopped = new Promise<never>((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => reject(new Error(`ended by ${signal}`)));
  });
  try {
    const results = await Promise.race([measure(options, processes), stopped]);
    report(results, options, processes);
    if (results.faults.some(({ peer }) => peer === 'tidemark')) process.exitCode = 1;
  } finally {
    await Promise.all(processes.map((one) => one.remove()));
  }
}

await main();
