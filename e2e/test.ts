import { test as base, expect } from '@playwright/test';
import { Engine } from './engine.ts';

interface Fixtures {
  engine: Engine;
  /** Console errors that the test brings about on purpose. */
  expectedErrors: RegExp | undefined;
  noErrors: undefined;
}

/** A page and an engine of its own for each test, which fails on any error in the console, refusals by the policy included. */
export const test = base.extend<Fixtures>({
  // Playwright reads the fixture's needs from the pattern, so an empty one says that there are none.
  engine: async ({}, use) => {
    const engine = await Engine.start();
    await use(engine);
    await engine.remove();
  },
  baseURL: async ({ engine }, use) => use(engine.url),
  expectedErrors: [undefined, { option: true }],
  noErrors: [
    async ({ page, expectedErrors }, use) => {
      const errors: string[] = [];
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
      page.on('pageerror', (error) => errors.push(String(error)));
      await use(undefined);
      expect(errors.filter((text) => !expectedErrors?.test(text))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
