import { expect, test } from 'vitest';
import { openReceiver, status } from './testing/receiver.ts';
import { openUntrustedServer } from './testing/untrusted-server.ts';
import { AddressRefused } from './webhook-address.ts';
import { WEBHOOK_OPTIONS, type WebhookOptions } from './webhook-options.ts';
import { postToWebhook, type WebhookRequest, whyUnanswered } from './webhook-request.ts';

type Given = Partial<WebhookRequest> & { url: string };

function post(given: Given, options: Partial<WebhookOptions> = {}) {
  const request = {
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
    isPrivateAllowed: false,
    signal: new AbortController().signal,
    ...given,
  };
  return postToWebhook(request, { ...WEBHOOK_OPTIONS, ...options });
}

async function faultOf(given: Given, options: Partial<WebhookOptions> = {}): Promise<string> {
  try {
    await post(given, options);
  } catch (error) {
    return whyUnanswered(given.url, error);
  }
  return 'answered';
}

const resolvingTo =
  (...addresses: string[]) =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

test('no form of a refused address makes a connection', async () => {
  const receiver = await openReceiver();
  const hosts = [
    ...['127.0.0.1', '127.1', '2130706433', '0x7f000001', '0x7f.0.0.1', '017700000001', '0177.0.0.1', '0'],
    ...[
      '0.0.0.0',
      '[::1]',
      '[::]',
      '[::ffff:127.0.0.1]',
      '[::ffff:7f00:1]',
      '[64:ff9b::127.0.0.1]',
      'localhost',
    ],
    ...['localhost.', 'a.localhost', '127。0。0。1', 'user@127.0.0.1', '①②⑦.0.0.1', '[::127.0.0.1]'],
  ];
  for (const host of hosts)
    for (const scheme of ['http', 'https'])
      await expect(post({ url: `${scheme}://${host}:${receiver.port}/hook` }), host).rejects.toThrow(
        AddressRefused,
      );
  expect(receiver.connections()).toBe(0);
});

test('a name is refused by the address it leads to, and by any of several', async () => {
  const receiver = await openReceiver();
  const url = `https://hooks.example:${receiver.port}/`;
  for (const addresses of [
    ...[
      ['127.0.0.1'],
      ['8.8.8.8', '127.0.0.1'],
      ['::1'],
      ['::ffff:127.0.0.1'],
      ['0.0.0.0'],
      ['169.254.169.254'],
    ],
    ...[['fe80::1%lo'], ['64:ff9b::7f00:1'], ['10.0.0.1', '8.8.8.8']],
  ])
    await expect(post({ url }, { resolve: resolvingTo(...addresses) })).rejects.toThrow(AddressRefused);
  expect(receiver.connections()).toBe(0);
});

test('the name is looked up once, and what was checked is what is connected to', async () => {
  const receiver = await openReceiver();
  let asked = 0;
  const resolve = async () => {
    asked += 1;
    return [{ address: asked === 1 ? '127.0.0.1' : '8.8.8.8', family: 4 }];
  };
  const url = `http://rebinding.example:${receiver.port}/hook`;
  expect((await post({ url, isPrivateAllowed: true }, { resolve })).status).toBe(200);
  expect(asked).toBe(1);
  expect(receiver.received[0]?.headers.host).toBe(`rebinding.example:${receiver.port}`);
});

test('a redirect is an answer and is not followed', async () => {
  const [first, second] = [await openReceiver(), await openReceiver()];
  first.answer(status(307, { location: second.url }));
  expect((await post({ url: first.url, isPrivateAllowed: true })).status).toBe(307);
  expect(second.connections()).toBe(0);
});

test('no more of an answer is read than 64 KB, and an endless one ends', async () => {
  const receiver = await openReceiver();
  let isCut = false;
  receiver.answer((response) => {
    response.on('close', () => {
      isCut = true;
    });
    const pour = (): void => {
      while (!response.destroyed && response.write('x'.repeat(16_384)));
      response.once('drain', pour);
    };
    pour();
  });
  const { body } = await post({ url: receiver.url, isPrivateAllowed: true });
  expect(body).toBe('x'.repeat(65_536));
  await expect.poll(() => isCut).toBe(true);
});

test('one that does not answer is given up after the limit', async () => {
  const receiver = await openReceiver();
  receiver.answer(() => undefined);
  const given = { url: receiver.url, isPrivateAllowed: true };
  expect(await faultOf(given, { totalLimit: 100 })).toBe(
    `127.0.0.1:${receiver.port} did not answer within 0.1 s.`,
  );
});

test('an answer that never ends counts by its status', async () => {
  const receiver = await openReceiver();
  receiver.answer((response) => response.writeHead(202).write('begun'));
  const given = { url: receiver.url, isPrivateAllowed: true };
  expect(await post(given, { totalLimit: 200 })).toMatchObject({ status: 202, body: 'begun' });
});

test('a look-up that takes too long is given up', async () => {
  const resolve = () => new Promise<never>(() => undefined);
  expect(await faultOf({ url: 'https://slow.example/' }, { resolve, connectLimit: 50 })).toBe(
    'slow.example could not be connected to within 0.05 s.',
  );
});

test('faults of the network are told in words', async () => {
  const receiver = await openReceiver();
  await receiver.close();
  const given = { url: receiver.url, isPrivateAllowed: true };
  expect(await faultOf(given)).toBe(`127.0.0.1:${receiver.port} could not be reached: nobody listens there.`);
  const resolve = async () => {
    throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });
  };
  expect(await faultOf({ url: 'https://none.example/' }, { resolve })).toBe(
    'none.example could not be reached: its name is not known.',
  );
});

test('one that hangs up is told of', async () => {
  const receiver = await openReceiver();
  receiver.answer((response) => response.socket?.destroy());
  expect(await faultOf({ url: receiver.url, isPrivateAllowed: true })).toContain(
    'it hung up without an answer',
  );
});

test('a server that speaks no TLS is not spoken to in the clear', async () => {
  const receiver = await openReceiver();
  const url = `https://127.0.0.1:${receiver.port}/`;
  expect(await faultOf({ url, isPrivateAllowed: true })).toContain('could not be reached');
  expect(receiver.received).toEqual([]);
});

test('a server is asked for its name and has to prove it, wherever the name led to', async () => {
  const server = await openUntrustedServer();
  const url = `https://hooks.example:${server.port}/`;
  expect(await faultOf({ url, isPrivateAllowed: true }, { resolve: resolvingTo('127.0.0.1') })).toBe(
    `hooks.example:${server.port} could not be reached: nobody whom this machine trusts has signed its certificate.`,
  );
  expect([server.names, server.requests()]).toEqual([['hooks.example'], 0]);
});
