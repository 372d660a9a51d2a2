import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { projectRoot, withLock } from './cache.ts';
import { findProgram, isExecutable, tryCommand } from './command.ts';
import { installPackage, lastLine } from './package-manager.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLAYWRIGHT_TIMEOUT_MS = 60_000;

/**
 * A Chromium the browser tests can launch: `CHROMIUM_PATH`, the system's, Playwright's own, or (as root on
 * Debian and its kin) one installed by the package manager. Throws with what was tried when there is none.
 */
export async function chromiumPath(): Promise<string> {
  const chosen = process.env['CHROMIUM_PATH'];
  if (chosen) return chosenChromium(chosen);
  const found = installedChromium();
  if (found) return found;
  return withLock('chromium', async () => installedChromium() ?? (await installChromium()));
}

function chosenChromium(path: string): string {
  if (isExecutable(path)) return path;
  throw new Error(`CHROMIUM_PATH is ${path}, which is not an executable file.`);
}

function installedChromium(): string | undefined {
  const system = findProgram(...NAMES);
  if (system) return system;
  const own = chromium.executablePath();
  return existsSync(own) ? own : undefined;
}

async function installChromium(): Promise<string> {
  const tried = [await installByPlaywright()];
  if (!installedChromium()) tried.push(await installPackage('chromium'));
  const found = installedChromium();
  if (found) return found;
  throw new Error(
    `No Chromium found, and none could be installed. Install one or set CHROMIUM_PATH.\n${tried.join('\n')}`,
  );
}

async function installByPlaywright(): Promise<string> {
  const cli = join(projectRoot, 'node_modules/@playwright/test/cli.js');
  const result = await tryCommand(process.execPath, [cli, 'install', 'chromium'], {
    timeoutMs: PLAYWRIGHT_TIMEOUT_MS,
  });
  return `playwright install: ${result.ok ? 'done' : lastLine(result.stderr)}`;
}
