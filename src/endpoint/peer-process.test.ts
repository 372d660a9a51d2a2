import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { symlinkSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { PeerProcesses } from './peer-process.ts';
import { canTellProcesses, isRunning, processState } from './processes.ts';
import { temporaryFolder } from './testing/open.ts';

async function listening(host: string): Promise<Server> {
  const server = createServer();
  server.listen(0, host);
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return server;
}

/** Connects to the server from another process, which then does nothing; answers with both. */
async function connected(
  server: Server,
  program: string,
  argumentsTo: (port: number) => string[],
): Promise<{ child: ChildProcess; socket: Socket }> {
  const { port } = server.address() as AddressInfo;
  const child = spawn(program, argumentsTo(port), { stdio: ['pipe', 'ignore', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [socket] = (await once(server, 'connection')) as [Socket];
  onTestFinished(() => void socket.destroy());
  return { child, socket };
}

const nodeTo = (host: string) => (port: number) => [
  '-e',
  `require('node:net').connect(${port}, ${JSON.stringify(host)}); process.stdin.resume()`,
];

const portsOf = ({ remotePort = 0, localPort = 0 }: Socket) => ({ remotePort, localPort });

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

describe.runIf(canTellProcesses)('on Linux', () => {
  test('the process at the other end of a connection is found, and seen to end', async () => {
    const { child, socket } = await connected(
      await listening('127.0.0.1'),
      process.execPath,
      nodeTo('127.0.0.1'),
    );
    const found = await new PeerProcesses().find(portsOf(socket));
    expect(found).toMatchObject({ pid: child.pid });
    if (found === undefined) return;
    expect(await isRunning(found)).toBe(true);
    expect(await isRunning({ ...found, started: found.started + 1 })).toBe(false);
    await kill(child);
    expect(await isRunning(found)).toBe(false);
  });

  test('a socket of IPv6 that speaks IPv4, as Java makes them, is found too', async () => {
    const to = nodeTo('::ffff:127.0.0.1');
    const { child, socket } = await connected(await listening('127.0.0.1'), process.execPath, to);
    expect(await new PeerProcesses().find(portsOf(socket))).toMatchObject({ pid: child.pid });
  });

  test('many connections are told apart, whichever order they are asked for in', async () => {
    const server = await listening('127.0.0.1');
    const peers = new PeerProcesses();
    const both = [];
    for (let count = 0; count < 3; count += 1)
      both.push(await connected(server, process.execPath, nodeTo('127.0.0.1')));
    const asked = [...both, ...both.toReversed()];
    const found = await Promise.all(asked.map(({ socket }) => peers.find(portsOf(socket))));
    expect(found.map((peer) => peer?.pid)).toEqual(asked.map(({ child }) => child.pid));
  });

  test('the other end of a closed connection is nobody', async () => {
    const { child, socket } = await connected(
      await listening('127.0.0.1'),
      process.execPath,
      nodeTo('127.0.0.1'),
    );
    const ports = portsOf(socket);
    await kill(child);
    expect(await new PeerProcesses().find(ports)).toBeUndefined();
  });

  test('a program that passes on for others is nobody', async () => {
    const forwarder = join(await temporaryFolder(), 'socat');
    symlinkSync('/bin/bash', forwarder);
    const { child, socket } = await connected(await listening('127.0.0.1'), forwarder, (port) => [
      '-c',
      `exec 3<>/dev/tcp/127.0.0.1/${port}; read`,
    ]);
    expect((await processState(child.pid ?? 0))?.program).toBe('socat');
    expect(await new PeerProcesses().find(portsOf(socket))).toBeUndefined();
  });

  test('a killed process that its parent has not waited for has ended', async () => {
    // The inner shell is killed; its parent has become a sleep that waits for no child.
    const script = '/bin/sleep 1000 & echo $!; exec /bin/sleep 1000';
    const parent = spawn('/bin/sh', ['-c', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void parent.kill('SIGKILL'));
    const [text] = await once(parent.stdout, 'data');
    const pid = Number(text);
    const found = await processState(pid);
    process.kill(pid, 'SIGKILL');
    const child = { pid, started: found?.started ?? 0 };
    await expect.poll(() => isRunning(child)).toBe(false);
    expect(await processState(pid)).toMatchObject({ ended: true });
  });

  test('there is no process of a number that nobody has', async () => {
    expect(await processState(2 ** 30)).toBeUndefined();
    expect(await processState(process.pid)).toMatchObject({ pid: process.pid, ended: false });
  });
});
