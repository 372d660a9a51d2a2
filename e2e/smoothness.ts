import { expect, type Page } from '@playwright/test';

/** What a person would have felt while something went on in the page. */
export interface Smoothness {
  /**
   * What the longest task of the page's main thread took of a processor, in milliseconds. Its time by the clock, as a
   * PerformanceObserver of long tasks tells it, is the same on a machine of one's own and many times as much on a shared one.
   */
  longestTask: number;
  /** Frames in a row in which a part of the table showed no line, not even the place of one. */
  blankFrames: number;
  frames: number;
}

/** Runs in the page. Looks in each frame whether the table's lines reach over the whole of its view. */
const BEGIN = `(() => {
  const seen = { blankFrames: 0, frames: 0 };
  let blank = 0;
  let isOver = false;
  // By what is written in the lines: to ask for the element at a point would cost a layout in each frame.
  const isCovered = (grid) => {
    const tops = [...grid.querySelectorAll('[role="rowgroup"]:last-of-type > *')].map((line) => parseFloat(line.style.top));
    const [first, last] = [Math.min(...tops), Math.max(...tops)];
    const header = grid.querySelector('[role="rowgroup"]').offsetHeight;
    return first <= grid.scrollTop + header && last + 28 >= Math.min(grid.scrollTop + grid.clientHeight, grid.scrollHeight);
  };
  const look = () => {
    if (isOver) return;
    const grid = document.querySelector('[role="treegrid"]');
    if (grid !== null) {
      seen.frames += 1;
      blank = isCovered(grid) ? 0 : blank + 1;
      seen.blankFrames = Math.max(seen.blankFrames, blank);
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  window.endWatch = () => {
    isOver = true;
    return seen;
  };
})()`;

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds of a processor. */
  tdur?: number;
  args?: { name?: string };
}

/** The longest task of the main thread of any page in a trace, in milliseconds of a processor. */
function longestTaskIn(trace: string): number {
  const { traceEvents } = JSON.parse(trace) as { traceEvents: TraceEvent[] };
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(threadOf),
  );
  const tasks = traceEvents.filter(
    (event) => event.ph === 'X' && event.name.endsWith('RunTask') && mains.has(threadOf(event)),
  );
  if (!tasks.some(({ tdur }) => tdur !== undefined && tdur > 0)) throw new Error('The trace has no tasks.');
  return Math.round(Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000);
}

/** The longest task of the page while `act` goes on, even where it opens another page. */
export async function longestTaskDuring(page: Page, act: () => Promise<unknown>): Promise<number> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('The page has no browser that could be traced.');
  await browser.startTracing(page, { categories: ['toplevel'] });
  await act();
  const trace = await browser.stopTracing();
  return longestTaskIn(trace.toString());
}

/** Watches the page and its table of runs while `act` goes on. */
export async function watch(page: Page, act: () => Promise<unknown>): Promise<Smoothness> {
  let seen = { blankFrames: 0, frames: 0 };
  const longestTask = await longestTaskDuring(page, async () => {
    await page.evaluate(BEGIN);
    await act();
    seen = await page.evaluate<Omit<Smoothness, 'longestTask'>>('window.endWatch()');
  });
  return { ...seen, longestTask };
}

/** The first attempt that is good enough, or the last one: others use the machine too. */
export async function bestOf<Result>(
  attempts: number,
  attempt: () => Promise<Result>,
  isGood: (result: Result) => boolean,
): Promise<Result> {
  const result = await attempt();
  return attempts === 1 || isGood(result) ? result : bestOf(attempts - 1, attempt, isGood);
}

/** Moves the table from its start to its end, by equal steps, one each frame. */
export function drag(page: Page, axis: 'Top' | 'Left', frames: number): Promise<void> {
  const [whole, part] = axis === 'Top' ? ['scrollHeight', 'clientHeight'] : ['scrollWidth', 'clientWidth'];
  return page.evaluate(`(async () => {
    const grid = document.querySelector('[role="treegrid"]');
    const end = grid.${whole} - grid.${part};
    for (let frame = 1; frame <= ${frames}; frame += 1) {
      grid.scroll${axis} = (end * frame) / ${frames};
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  })()`);
}

/** Has pages note when the first element that fits is there; call before they are opened. */
export async function noteFirst(page: Page, selector: string): Promise<void> {
  await page.addInitScript(`{
    const observer = new MutationObserver(() => {
      if (document.querySelector(${JSON.stringify(selector)}) === null) return;
      observer.disconnect();
      // What is there now is painted with the next frame.
      requestAnimationFrame(() => performance.mark('first'));
    });
    observer.observe(document, { childList: true, subtree: true });
  }`);
}

/** When the page painted first, and when what `noteFirst` looks for was there, in milliseconds after the navigation began. */
export async function firstTimes(page: Page): Promise<{ paint: number; first: number }> {
  await expect.poll(() => page.evaluate(`performance.getEntriesByName('first').length`)).toBe(1);
  return page.evaluate(`({
    paint: performance.getEntriesByName('first-contentful-paint')[0].startTime,
    first: performance.getEntriesByName('first')[0].startTime,
  })`);
}
