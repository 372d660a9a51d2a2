import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Engine, startEngine, temporaryFolder } from './engine.ts';

/** An engine whose disk fills up after a few megabytes. */
export interface SmallDisk {
  engine: Engine;
  directory: string;
  /** Answer of the engine once it is full. */
  fullStatus: number;
  /** Makes room again, as a user does who deletes something else. */
  freeSpace: () => void;
}

/** The way to a full disk that this machine allows: a small file system, else a limit on the size of files. */
export async function smallDisk(): Promise<SmallDisk> {
  const folder = temporaryFolder();
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=12m,mode=0700', 'tmpfs', folder]);
  if (mounted.status === 0) return onSmallFileSystem(folder);
  console.warn(
    'Mounting a small file system is not allowed here: a limit on the size of files stands in for it.',
  );
  return withFileLimit(folder);
}

async function onSmallFileSystem(folder: string): Promise<SmallDisk> {
  // Registered before the engine's own end, hence run after it: a mount that is in use cannot be taken down.
  onTestFinished(() => {
    spawnSync('umount', ['--lazy', folder]);
  });
  const filler = join(folder, 'filler.bin');
  writeFileSync(filler, Buffer.alloc(4_000_000));
  const directory = join(folder, 'data');
  const engine = await startEngine(directory);
  return { engine, directory, fullStatus: 507, freeSpace: () => rmSync(filler) };
}

async function withFileLimit(directory: string): Promise<SmallDisk> {
  const engine = await startEngine(directory, [], ['prlimit', '--fsize=5000000:unlimited']);
  const freeSpace = () => {
    spawnSync('prlimit', ['--pid', String(engine.pid), '--fsize=unlimited']);
  };
  // SQLite cannot tell this limit from a broken disk.
  return { engine, directory, fullStatus: 503, freeSpace };
}
