import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_PEERS, PEER_NAMES, type PeerName } from './peers.ts';

export interface Options {
  peers: PeerName[];
  only: string[];
  rounds: number;
  quick: boolean;
  out: string | undefined;
  engine: string;
}

export const USAGE = `npm run bench -- [options]: compares Tidemark with MLflow and FastTrackML on this machine.
  --peers NAMES   of ${PEER_NAMES.join(',')} (all but the last)
  --only NAMES    scenarios, by the beginning of their names (all)
  --rounds N      interleaved rounds (3; 1 with --quick)
  --quick         small sizes, under three minutes
  --out FILE      where to write the JSON
  --engine FILE   the built engine (out/engine/tidemark.js)`;

/** Reads the command line; undefined where it asks for help. Throws with the usage for what it does not know. */
export function readOptions(argv: string[], scenarios: readonly string[]): Options | undefined {
  const { values } = parseArgs({
    args: argv,
    options: {
      peers: { type: 'string' },
      only: { type: 'string' },
      rounds: { type: 'string' },
      quick: { type: 'boolean', default: false },
      out: { type: 'string' },
      engine: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const names = values.peers?.split(',') ?? [...DEFAULT_PEERS];
  const peers = names.map((name) => {
    const known = PEER_NAMES.find((peer) => peer === name);
    if (known === undefined) throw new Error(`No peer is called ${name}.\n${USAGE}`);
    return known;
  });
  const asked = values.only?.split(',');
  const only = scenarios.filter((name) => asked?.some((start) => name.startsWith(start)) ?? true);
  const rounds = Number(values.rounds ?? (values.quick ? 1 : 3));
  if (only.length === 0 || !(rounds >= 1))
    throw new Error(`Scenarios are ${scenarios.join(', ')}; rounds are 1 or more.\n${USAGE}`);
  const engine = values.engine ?? process.env['TIDEMARK_ENGINE'] ?? defaultEngine;
  return { peers, only, rounds, quick: values.quick, out: values.out, engine };
}

const defaultEngine = resolve(import.meta.dirname, '../../out/engine/tidemark.js');
