import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';
import { chromiumPath } from './test/setup/index.ts';

/** Specs that measure how smooth or quick a page is: they run alone, after the others. */
const MEASURED =
  /(charts-scale|first-page|journey-large-text|live-charts|page-weight|performance|stage-board)\.spec\.ts$/;

const chromium: PlaywrightTestConfig['use'] = {
  viewport: { width: 1440, height: 900 },
  trace: 'retain-on-failure',
  launchOptions: {
    executablePath: await chromiumPath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  },
};

/** The built engine and renderer in a real browser: `out/` must be built first. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  workers: 2,
  timeout: 60_000,
  forbidOnly: true,
  // A browser or a display can fail to start on a machine that is busy; a test that needed its second try is listed as flaky.
  retries: process.env['CI'] ? 1 : 0,
  reporter: [['list']],
  projects: [
    { name: 'chromium', testIgnore: [/desktop.*\.spec\.ts$/, MEASURED], use: chromium },
    // The built shell in a real Electron; what is launched and how is in e2e/desktop.ts.
    { name: 'desktop', testMatch: 'desktop*.spec.ts', workers: 1 },
    {
      name: 'measured',
      testMatch: MEASURED,
      workers: 1,
      dependencies: ['chromium', 'desktop'],
      use: chromium,
    },
  ],
});
