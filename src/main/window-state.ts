import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Rectangle } from 'electron';
import { type WindowState, windowState } from '../contract/index.ts';

/** How much of a window must be on a display, so that a person can get hold of it. */
const GRASP = 100;

/** The state with its bounds left out where no display shows enough of them, as after a monitor is unplugged. */
export function fitToDisplays(state: WindowState, displays: readonly Rectangle[]): WindowState {
  const { bounds, ...rest } = state;
  if (bounds === undefined) return rest;
  const isVisible = displays.some(
    (area) =>
      Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x) >= GRASP &&
      Math.min(bounds.y + bounds.height, area.y + area.height) - Math.max(bounds.y, area.y) >= GRASP,
  );
  return isVisible ? state : rest;
}

/** What was kept at the last close; the defaults where nothing was, or where the file makes no sense. */
export function readWindowState(file: string): WindowState {
  try {
    return windowState.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return windowState.parse({});
  }
}

/** Replaces the file as a whole, so that a crash leaves the old state. */
export function writeWindowState(file: string, state: WindowState): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(state)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
