import { test as base, expect } from '@playwright/test';
import type { DataSet } from '../test/data/index.ts';
import { Engine } from './engine.ts';

/** Time to log a data set with the Python client, where the set-up has not done so. */
const DATA_SET_LIMIT_MS = 300_000;

interface Fixtures {
  /** What the engine has at the start; nothing unless it is named. */
  dataSet: DataSet | undefined;
  engine: Engine;
  /** Console errors that the test brings about on purpose. */
  expectedErrors: RegExp | undefined;
  noErrors: undefined;
}

/** A page and an engine of its own for each test, which fails on any error in the console, refusals by the policy included. */
export const test = base.extend<Fixtures>({
  dataSet: [undefined, { option: true }],
  engine: [
    async ({ dataSet }, use) => {
      const engine = await Engine.start(dataSet);
      await use(engine);
      await engine.remove();
    },
    { timeout: DATA_SET_LIMIT_MS },
  ],
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
