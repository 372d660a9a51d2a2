import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { expect, killEngine, test } from './desktop.ts';

const TRY_OPEN = `window.open('https://example.com/') === null`;

test('every window is made without Node, with isolation and a sandbox', async ({ desktop }) => {
  const preferences = await desktop.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => {
      const contents = window.webContents as typeof window.webContents & {
        getLastWebPreferences(): Record<string, unknown>;
      };
      return contents.getLastWebPreferences();
    }),
  );
  expect(preferences.length).toBeGreaterThan(0);
  for (const each of preferences) {
    expect(each).toMatchObject({ contextIsolation: true, sandbox: true, nodeIntegration: false });
    expect(each).toMatchObject({ nodeIntegrationInSubFrames: false });
    expect(each['nodeIntegrationInWorker']).not.toBe(true);
    expect(each).toMatchObject({ webSecurity: true, webviewTag: false, experimentalFeatures: false });
    expect(each['allowRunningInsecureContent']).not.toBe(true);
    expect(each['enableBlinkFeatures'] ?? '').toBe('');
  }
});

test('the page comes from its own scheme, under a policy without inline code or eval', async ({
  desktop,
}) => {
  const { page } = desktop;
  expect(await page.evaluate('location.protocol')).toBe('tidemark:');
  const policy = await page.evaluate(
    `fetch('/').then((answer) => answer.headers.get('content-security-policy'))`,
  );
  expect(policy).toContain("default-src 'none'");
  for (const directive of [
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
  ])
    expect(policy).toContain(directive);
  for (const directive of [
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "frame-src 'self' tidemark-artifact:",
    "require-trusted-types-for 'script'",
  ])
    expect(policy).toContain(directive);
  expect(policy).not.toMatch(/unsafe-/);
});

test('eval, inline scripts and requests to elsewhere do nothing', async ({ desktop }) => {
  const { page } = desktop;
  // The driver's own evaluation is free of the policy; code of the page runs from its event handlers and timers.
  const blocked = page.evaluate(`new Promise((tell) => {
    const seen = [];
    addEventListener('securitypolicyviolation', (event) => {
      seen.push(event.effectiveDirective);
      if (seen.length === 2) tell(seen.sort());
    });
    const inline = document.createElement('script');
    try { inline.append('window.ranInline = true'); } catch {}
    document.head.append(inline);
    fetch('https://example.com/').catch(() => undefined);
  })`);
  expect(await blocked).toEqual(['connect-src', 'require-trusted-types-for']);
  expect(await page.evaluate('window.ranInline')).toBeUndefined();
  const thrown = await page.evaluate(`new Promise((tell) => setTimeout(() => {
    try { tell(String((0, eval)('1'))); } catch (error) { tell(error.name); }
  }))`);
  expect(thrown).toBe('EvalError');
});

test('a text becomes neither HTML nor a script of elsewhere', async ({ desktop }) => {
  const attempt = (code: string) =>
    desktop.page.evaluate(`new Promise((tell) => setTimeout(() => {
      try { ${code}; tell('done'); } catch (error) { tell(error.name); }
    }))`);
  expect(await attempt(`document.createElement('div').innerHTML = '<img src=x onerror=alert(1)>'`)).toBe(
    'TypeError',
  );
  expect(await attempt(`document.createElement('script').src = 'https://example.com/x.js'`)).toBe(
    'TypeError',
  );
  expect(await attempt(`new Worker('/get-artifact?run_id=${'a'.repeat(32)}&path=x.js')`)).toBe('TypeError');
  expect(await attempt(`trustedTypes.createPolicy('other', {})`)).toBe('TypeError');
  expect(await attempt(`document.createElement('div').innerHTML = ''`)).toBe('done');
});

test('a page cannot leave, open a window or be sent elsewhere', async ({ desktop }) => {
  const { app, page } = desktop;
  // The first page leads on to an experiment by itself; this one stays.
  const before = 'tidemark://app/experiments/0';
  await page.goto(before);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  expect(await page.evaluate(`window.open('http://127.0.0.1:1/') === null`)).toBe(true);
  for (const attempt of [
    `location.href = 'https://example.com/'`,
    `location.href = 'file:///etc/passwd'`,
    `location.href = 'tidemark-artifact://run/${'a'.repeat(32)}/x.html'`,
    `location.href = '/get-artifact?run_id=${'a'.repeat(32)}&path=x.html&view=scripts'`,
    `location.href = 'data:text/html,hello'`,
    `document.head.append(Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: '0;url=https://example.com/' }))`,
    `Object.assign(document.createElement('a'), { href: 'https://example.com/' }).click()`,
    `Object.assign(document.createElement('a'), { href: 'http://127.0.0.1:1/', target: '_blank' }).click()`,
  ]) {
    await page.evaluate(attempt);
    // Whatever the attempt began is over when the page has answered a request made after it.
    await page.evaluate(`fetch('/health').then(() => new Promise((next) => setTimeout(next)))`);
    expect(page.url(), attempt).toBe(before);
  }
  const cdp = await page.context().newCDPSession(page);
  const items = [{ mimeType: 'text/uri-list', data: 'https://example.com/' }];
  const link = { x: 400, y: 300, data: { items, dragOperationsMask: 1 } };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await cdp.send('Input.dispatchDragEvent', { type, ...link });
  await page.evaluate(`fetch('/health')`);
  expect(page.url()).toBe(before);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('a link to the web is opened in the browser only after a person agreed', async ({ desktop }) => {
  const { app, page } = desktop;
  await app.evaluate(({ dialog, shell }) => {
    const seen = globalThis as typeof globalThis & { asked: string[]; opened: string[]; agree: boolean };
    Object.assign(seen, { asked: [], opened: [], agree: false });
    dialog.showMessageBox = async (...given: unknown[]) => {
      seen.asked.push((given[1] as { detail: string }).detail);
      return { response: seen.agree ? 0 : 1, checkboxChecked: false };
    };
    shell.openExternal = async (link) => void seen.opened.push(link);
  });
  const seen = () =>
    app.evaluate(() => {
      const { asked, opened } = globalThis as typeof globalThis & { asked: string[]; opened: string[] };
      return { asked, opened };
    });
  for (const link of ['http://example.com/', 'file:///etc/passwd', 'javascript:alert(1)', 'ssh://host/'])
    await page.evaluate(`void window.open(${JSON.stringify(link)})`);
  await page.evaluate(TRY_OPEN);
  await expect.poll(seen).toEqual({ asked: ['https://example.com/'], opened: [] });
  await app.evaluate(() => Object.assign(globalThis, { agree: true }));
  await page.evaluate(TRY_OPEN);
  await expect.poll(async () => (await seen()).opened).toEqual(['https://example.com/']);
});

test('a permission asked for is denied, save writing to the clipboard', async ({ desktop }) => {
  const { page } = desktop;
  const asked = await page.evaluate(`Promise.all([
    ['geolocation', () => new Promise((ok, no) => navigator.geolocation.getCurrentPosition(ok, no))],
    ['notifications', () => Notification.requestPermission().then((got) => { if (got !== 'granted') throw new Error(got); })],
    ['camera', () => navigator.mediaDevices.getUserMedia({ video: true })],
    ['microphone', () => navigator.mediaDevices.getUserMedia({ audio: true })],
    ['screen', () => navigator.mediaDevices.getDisplayMedia({ video: true })],
    ['midi', () => navigator.requestMIDIAccess({ sysex: true })],
    ['clipboard-read', () => navigator.clipboard.readText()],
    ['usb', () => navigator.usb.requestDevice({ filters: [] })],
    ['serial', () => navigator.serial.requestPort()],
  ].map(([name, ask]) => Promise.resolve().then(ask).then(() => [name, 'granted'], () => [name, 'denied'])))`);
  for (const [name, answer] of asked as [string, string][]) expect(answer, name).toBe('denied');
  await page.evaluate(`navigator.clipboard.writeText('export MLFLOW_TRACKING_URI=x')`);
  expect(await desktop.app.evaluate(({ clipboard }) => clipboard.readText())).toBe(
    'export MLFLOW_TRACKING_URI=x',
  );
});

test('the page has a handful of functions, and nothing of Electron or Node', async ({ desktop }) => {
  const { page } = desktop;
  expect(await page.evaluate('Object.keys(window.tidemark).sort()')).toEqual([
    'engineState',
    'notify',
    'openAtLogin',
    'pickFolder',
    'showItem',
    'windowControls',
  ]);
  for (const name of ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'])
    expect(await page.evaluate(`typeof ${name}`), name).toBe('undefined');
  expect(
    await page.evaluate(
      `window.tidemark.showItem({ place: 'artifacts', path: '../../x' }).catch(() => 'no')`,
    ),
  ).toBe('no');
  expect(await page.evaluate(`window.tidemark.showItem({ place: 'artifacts', path: 'nothing' })`)).toBe(
    false,
  );
});

test('arguments that a call does not take are refused, whatever they are', async ({ desktop }) => {
  const seed = randomInt(2 ** 31);
  const values = fc.sample(fc.jsonValue({ maxDepth: 2 }), { seed, numRuns: 60 });
  const wrong = values.filter((value) => typeof value !== 'boolean');
  const answers = (await desktop.page.evaluate(`Promise.all(${JSON.stringify(wrong)}.flatMap((value) =>
    [window.tidemark.showItem(value), window.tidemark.openAtLogin.set(value)].map((call) =>
      call.then(() => 'answered', () => 'refused'))))`)) as string[];
  expect(new Set(answers), `seed ${seed}`).toEqual(new Set(['refused']));
});

test('the API is reached by its paths only, and the engine sees no page behind a call', async ({
  desktop,
  engine,
}) => {
  const { page } = desktop;
  const status = (url: string) => page.evaluate(`fetch('${url}').then((answer) => answer.status)`);
  expect(await status('/health')).toBe(200);
  expect(await status('/api/2.0/mlflow/experiments/get?experiment_id=0')).toBe(200);
  expect(await status('/assets/none.js')).toBe(404);
  expect(await status('/..%2f..%2fpackage.json')).toBe(404);
  expect(await page.evaluate(`fetch('tidemark://other/health').then(() => 'read', () => 'refused')`)).toBe(
    'refused',
  );
  const created = await page.evaluate(`fetch('/api/2.0/mlflow/experiments/create', { method: 'POST',
    headers: { 'content-type': 'application/json' }, body: '{"name":"by the page"}' }).then((answer) => answer.status)`);
  expect(created).toBe(200);
  await killEngine(engine);
  expect(await status('/health')).toBe(503);
});
