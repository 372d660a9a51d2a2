import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from './desktop.ts';
import { createExperiment, createRun } from './runs.ts';

test('an artifact is shown in an origin of its own: no script, no functions, no calls, no API', async ({
  desktop,
  engine,
}) => {
  const { app, page } = desktop;
  const runId = await createRun(engine, await createExperiment(engine, 'hostile'), { name: 'hostile' });
  const html = `<body><h1>shown</h1><img src="https://example.com/leak"><script>document.body.dataset.ran = 1</script>
    <script>parent.document.title = 'taken'</script><meta http-equiv="refresh" content="0;url=https://example.com/"></body>`;
  const upload = `${engine.url}/ajax-api/2.0/mlflow/upload-artifact?run_uuid=${runId}&path=evil.html`;
  expect(
    (
      await fetch(upload, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: html,
      })
    ).status,
  ).toBe(200);
  const left: string[] = [];
  page.on('requestfinished', (request) => left.push(request.url()));
  await page.evaluate(`new Promise((loaded) => {
    const frame = Object.assign(document.createElement('iframe'), { name: 'artifact' });
    frame.src = 'tidemark-artifact://run/${runId}/evil.html';
    frame.addEventListener('load', () => loaded());
    document.body.append(frame);
  })`);
  const frame = page.frame('artifact');
  await expect(page.frameLocator('[name=artifact]').getByRole('heading', { name: 'shown' })).toBeVisible();
  expect(await frame?.locator('body').getAttribute('data-ran')).toBeNull();
  expect(await page.title()).not.toBe('taken');
  expect(left.filter((url) => url.includes('example.com'))).toEqual([]);
  const seed = randomInt(2 ** 31);
  const fuzz = fc.sample(fc.array(fc.anything({ maxDepth: 2 }), { maxLength: 3 }), { seed, numRuns: 40 });
  const args = fuzz.map((given) =>
    JSON.stringify(given, (_key, value) => (typeof value === 'bigint' ? 1 : value)),
  );
  const answers = await app.evaluate(async ({ BrowserWindow, ipcMain }, texts) => {
    const [window] = BrowserWindow.getAllWindows();
    const main = window?.webContents.mainFrame;
    const { _invokeHandlers: channels } = ipcMain as typeof ipcMain & {
      _invokeHandlers: Map<string, (event: object, ...given: unknown[]) => Promise<unknown>>;
    };
    const results: string[] = [];
    for (const [channel, call] of channels)
      for (const senderFrame of [main?.frames[0], null])
        for (const text of texts) {
          // Electron's wrapper answers by the event; what is thrown there would be an error of the main process.
          const event = {
            sender: window?.webContents,
            senderFrame,
            _reply: () => results.push(`${channel} answered`),
            _throw: () => results.push('rejected'),
          };
          await call(event, ...JSON.parse(text)).then(
            (answer) => answer !== undefined && results.push(`${channel} answered`),
            () => results.push('rejected'),
          );
        }
    return { channels: channels.size, results };
  }, args);
  // The same call from the page itself is answered, so it is the frame that the guard refuses.
  expect(await page.evaluate('window.tidemark.openAtLogin.get()')).toBe(false);
  expect(answers.channels, `seed ${seed}`).toBe(9);
  expect(answers.results.filter((result) => result !== 'rejected')).toEqual([]);
  expect(answers.results.length).toBe(9 * 2 * 40);
});

test('an artifact whose scripts a person runs reaches neither the page nor the tracker nor the web', async ({
  desktop,
  engine,
}) => {
  const { page } = desktop;
  const runId = await createRun(engine, await createExperiment(engine, 'scripted'), { name: 'scripted' });
  const html = `<body><script>
    const tell = (name, value) => { document.body.dataset[name] = value; };
    tell('functions', typeof window.tidemark);
    try { tell('parent', parent.document.title); } catch { tell('parent', 'refused'); }
    try { top.location = 'https://example.com/'; tell('top', 'asked'); } catch { tell('top', 'refused'); }
    fetch('tidemark://app/health').then(() => tell('tracker', 'read'), () => tell('tracker', 'refused'));
    fetch('https://example.com/').then(() => tell('web', 'read'), () => tell('web', 'refused'));
  </script></body>`;
  await fetch(`${engine.url}/ajax-api/2.0/mlflow/upload-artifact?run_uuid=${runId}&path=a.html`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: html,
  });
  await page.evaluate(`document.body.append(Object.assign(document.createElement('iframe'), {
    name: 'artifact',
    src: '/get-artifact?run_id=${runId}&path=a.html&view=scripts',
  }))`);
  const body = page.frameLocator('[name=artifact]').locator('body');
  for (const name of ['parent', 'top', 'tracker', 'web'])
    await expect(body).toHaveAttribute(`data-${name}`, 'refused');
  await expect(body).toHaveAttribute('data-functions', 'undefined');
  expect(page.url()).toMatch(/^tidemark:\/\/app\//);
});

test('pages cannot be framed, nor can answers that are not made for it', async ({ desktop }) => {
  const { app, page } = desktop;
  // The last of them may be shown; when it is there, the others have had their turn.
  const shown = `tidemark-artifact://run/${'a'.repeat(32)}/none.txt`;
  await page.evaluate(`new Promise((loaded) => {
    for (const src of ['/', '/health', '/experiments/0?view=page', '${shown}']) {
      const frame = Object.assign(document.createElement('iframe'), { src });
      if (src === '${shown}') frame.addEventListener('load', () => loaded());
      document.body.append(frame);
    }
  })`);
  const framed = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.mainFrame.frames.map(({ url }) => url),
  );
  expect(framed?.filter((url) => url.startsWith('tidemark'))).toEqual([shown]);
});
