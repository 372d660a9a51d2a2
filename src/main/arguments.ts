import { resolve } from 'node:path';
import { parsedUrl } from './app-url.ts';
import { pathOfDeepLink } from './deep-link.ts';

/** What a start of the desktop program asks for. */
export interface Arguments {
  /** Data directory of the engine; undefined for the platform's place. */
  data?: string;
  /** A tracker elsewhere to open a window on. */
  connect?: string;
  /** Page to open, from a `tidemark://` link. */
  path?: string;
  /** Start in the tray, without a window: as at login. */
  hidden: boolean;
}

function trackerUrl(text: string): string {
  const url = parsedUrl(text);
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new Error(`--connect takes the http or https address of a tracker, not ${text.slice(0, 200)}.`);
  return url.origin + url.pathname.replace(/\/$/, '');
}

/** Splits `--name value` and `--name=value`; a value never begins with a dash. */
function valueAt(words: readonly string[], at: number, name: string): string | undefined {
  const word = words[at] ?? '';
  if (word.startsWith(`${name}=`)) return word.slice(name.length + 1);
  const next = words[at + 1];
  return word === name && next !== undefined && !next.startsWith('-') ? next : undefined;
}

/**
 * Reads a command line without the program's own words; a relative directory is below `cwd`. Chromium's switches and everything unknown are passed over; an
 * invalid link is ignored. Throws a sentence for a `--connect` that is no address.
 */
export function parseArguments(words: readonly string[], cwd: string): Arguments {
  const found: Arguments = { hidden: words.includes('--hidden') };
  words.forEach((word, at) => {
    const data = valueAt(words, at, '--data');
    if (data) found.data = resolve(cwd, data);
    const connect = valueAt(words, at, '--connect');
    if (connect !== undefined) found.connect = trackerUrl(connect);
    const path = pathOfDeepLink(word);
    if (path !== undefined) found.path = path;
  });
  return found;
}
