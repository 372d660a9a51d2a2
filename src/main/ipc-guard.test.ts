import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DesktopCall, desktopCalls } from '../contract/index.ts';
import { answerCall, type CallHandlers, isTrustedSender } from './ipc-guard.ts';

const page = { url: 'tidemark://app/experiments/1', parent: null };
const artifact = { url: `tidemark-artifact://run/${'a'.repeat(32)}/x.html`, parent: page };

/** Handlers that only say what they were called with. */
function recording() {
  const calls: unknown[] = [];
  const handlers: CallHandlers<string> = {
    pickFolder: () => undefined,
    showItem: (window, item) => calls.push([window, item]) > 0,
    notify: (window, notice) => calls.push([window, notice]) > 0,
    windowControl: (_window, action) => void calls.push(action),
    getEngineState: () => ({ status: 'starting' }),
    restartEngine: () => undefined,
    getOpenAtLogin: () => false,
    setOpenAtLogin: (_window, open) => open,
    inspectDrop: (_window, path) => void calls.push(path),
  };
  return { calls, handlers };
}

test('only the top frame of the app is trusted', () => {
  expect(isTrustedSender(page)).toBe(true);
  for (const sender of [
    null,
    artifact,
    { ...page, parent: page },
    { ...page, url: 'https://example.com/' },
    { ...page, url: 'tidemark://app/get-artifact?view=scripts' },
  ])
    expect(isTrustedSender(sender)).toBe(false);
});

test('a call of the page is answered, with defaults filled in', async () => {
  const { calls, handlers } = recording();
  expect(await answerCall('notify', handlers, page, 'window', [{ title: 'Done' }])).toBe(true);
  expect(await answerCall('getEngineState', handlers, page, 'window', [])).toEqual({ status: 'starting' });
  expect(calls).toEqual([['window', { title: 'Done', body: '' }]]);
});

test('no call of any other frame gets through, whatever its arguments', async () => {
  const { calls, handlers } = recording();
  for (const name of Object.keys(desktopCalls) as DesktopCall[])
    for (const sender of [artifact, null])
      await expect(answerCall(name, handlers, sender, 'window', [])).rejects.toThrow(
        "Tidemark's own page only",
      );
  expect(calls).toEqual([]);
});

test('random arguments are refused with a sentence, and reach no handler', async () => {
  const { calls, handlers } = recording();
  const wide = fc.array(fc.anything(), { maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(
      wide,
      fc.constantFrom('showItem', 'windowControl', 'notify' as const),
      async (given, name) => {
        await expect(answerCall(name as 'showItem', handlers, page, 'window', given)).rejects.toThrow(name);
      },
    ),
    { verbose: true },
  );
  expect(calls).toEqual([]);
});

test.each(['../x', 'a/../b', '/etc/passwd', 'C:/x', 'a\\b', 'a\0b', '', '.', 'a//b', 'a/'])(
  'an artifact cannot be shown by the path %j',
  async (path) => {
    const { handlers } = recording();
    await expect(
      answerCall('showItem', handlers, page, 'window', [{ place: 'artifacts', path }]),
    ).rejects.toThrow();
  },
);
