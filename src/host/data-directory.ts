import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where data lives when no directory is named: TIDEMARK_HOME, else the platform's place for application data
 * (XDG base directories on Linux, Application Support on macOS, LOCALAPPDATA on Windows).
 */
export function defaultDataDirectory(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  if (environment.TIDEMARK_HOME) return environment.TIDEMARK_HOME;
  if (platform === 'win32')
    return join(environment.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'Tidemark');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Tidemark');
  return join(environment.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'tidemark');
}
