import type { CDPSession, Locator, Page } from '@playwright/test';

/** Reads how much the page holds once its garbage is gone. */
export class Heap {
  readonly #session: CDPSession;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  static async of(page: Page): Promise<Heap> {
    return new Heap(await page.context().newCDPSession(page));
  }

  /** Megabytes of objects and of the buffers that belong to them. */
  async megabytes(): Promise<number> {
    // What a first collection lets go of can hold more: once is not enough.
    for (let round = 0; round < 2; round += 1) await this.#session.send('HeapProfiler.collectGarbage');
    const usage = (await this.#session.send('Runtime.getHeapUsage')) as HeapUsage;
    return (usage.usedSize + (usage.backingStorageSize ?? 0)) / 1e6;
  }
}

interface HeapUsage {
  usedSize: number;
  /** Newer browsers tell it. */
  backingStorageSize?: number;
}

const SCROLLER = 'section[aria-label="Charts"] > div.overflow-y-auto';

/** The part of the page of charts that scrolls. */
export const chartsScroller = (page: Page): Locator => page.locator(SCROLLER);

/** Runs in the page. */
const GLIDE = `async (scroller, { share, frames }) => {
  const from = scroller.scrollTop;
  const end = (scroller.scrollHeight - scroller.clientHeight) * share;
  for (let frame = 1; frame <= frames; frame += 1) {
    scroller.scrollTop = from + ((end - from) * frame) / frames;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}`;

/** Scrolls the page of charts from where it is to a share of all of it, by equal steps, one each frame. */
export function glide(page: Page, share: number, frames: number): Promise<void> {
  const scroller = `document.querySelector(${JSON.stringify(SCROLLER)})`;
  return page.evaluate(`(${GLIDE})(${scroller}, ${JSON.stringify({ share, frames })})`);
}
