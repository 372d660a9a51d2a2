import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { ClientProcess } from '../contract/index.ts';
import { processState } from './processes.ts';

/** The two ends of a connection on this machine. */
export interface Connection {
  remotePort: number;
  localPort: number;
}

/** Programs that pass on what others send, from another machine or container: their life says nothing about the sender's. */
const FORWARDERS = new Set([
  'docker-proxy',
  'rootlessport',
  'ssh',
  'sshd',
  'socat',
  'kubectl',
  'slirp4netns',
]);
const ESTABLISHED = '01';
const LINKS_AT_ONCE = 100;

const portOf = (address: string | undefined) => Number.parseInt(address?.split(':')[1] ?? '', 16);

/** The inode of the sender's end in one table of sockets (proc(5)): its local port is the one we see as remote. */
function inodeIn(table: string, { remotePort, localPort }: Connection): string | undefined {
  for (const line of table.split('\n').slice(1)) {
    const [, local, remote, state, , , , , , inode] = line.trim().split(/\s+/);
    if (state === ESTABLISHED && portOf(local) === remotePort && portOf(remote) === localPort) return inode;
  }
  return undefined;
}

const ABSENT = new Set(['ENOENT', 'ESRCH', 'EACCES', 'EPERM']);

/** What `read` gives; undefined where the process has ended meanwhile, or is another user's. */
function unlessAbsent<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && 'code' in error && ABSENT.has(String(error.code))) return undefined;
    throw error;
  }
}

/** Sockets of IPv6 that speak IPv4, as Java's do, stand in the second table; a system without IPv6 has only the first. */
async function senderInode(connection: Connection): Promise<string | undefined> {
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    if (!existsSync(table)) continue;
    const inode = inodeIn(await readFile(table, 'utf8'), connection);
    if (inode !== undefined && inode !== '0') return inode;
  }
  return undefined;
}

/** Whether a process has a socket open. Links of /proc are read at once, a few at a time: that costs less than waiting for each. */
async function holds(pid: number, inode: string): Promise<boolean> {
  const folder = `/proc/${pid}/fd`;
  const descriptors = unlessAbsent(() => readdirSync(folder)) ?? [];
  for (let at = 0; at < descriptors.length; at += LINKS_AT_ONCE) {
    const some = descriptors.slice(at, at + LINKS_AT_ONCE);
    if (some.some((name) => unlessAbsent(() => readlinkSync(`${folder}/${name}`)) === `socket:[${inode}]`))
      return true;
    await setImmediate();
  }
  return false;
}

/** Finds the processes behind connections, one at a time, those first that were found before. Never on the way of a request. */
export class PeerProcesses {
  /** Newest last. */
  readonly #known = new Set<number>();
  #last: Promise<unknown> = Promise.resolve();

  /** The process at the other end; undefined where it has closed it, passes on for others, or cannot be seen. */
  find(connection: Connection): Promise<ClientProcess | undefined> {
    const go = () => this.#find(connection);
    const mine = this.#last.then(go, go);
    this.#last = mine;
    return mine;
  }

  async #find(connection: Connection): Promise<ClientProcess | undefined> {
    const inode = await senderInode(connection);
    const pid = inode === undefined ? undefined : await this.#holderOf(inode);
    const state = pid === undefined ? undefined : await processState(pid);
    if (state === undefined || FORWARDERS.has(state.program)) return undefined;
    return { pid: state.pid, started: state.started };
  }

  async #holderOf(inode: string): Promise<number | undefined> {
    const names = await readdir('/proc');
    const all = names.filter((name) => /^\d+$/.test(name)).map(Number);
    for (const pid of this.#known) if (!all.includes(pid)) this.#known.delete(pid);
    // Scripts that log are younger than most of what runs.
    const unknown = all.filter((pid) => !this.#known.has(pid)).toReversed();
    for (const pid of [...this.#known, ...unknown]) {
      if (!(await holds(pid, inode))) continue;
      this.#known.add(pid);
      return pid;
    }
    return undefined;
  }
}
