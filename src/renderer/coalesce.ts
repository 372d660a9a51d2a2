/**
 * Wraps `work` so that any number of calls run it at once and then once more every `spacing` milliseconds while calls keep
 * coming; it never runs twice at a time, and the last call is always followed by a run.
 */
export function coalesce(work: () => Promise<void>, spacing: number): () => void {
  let isBusy = false;
  let isWanted = false;

  async function run(): Promise<void> {
    isBusy = true;
    isWanted = false;
    const begun = performance.now();
    try {
      await work();
    } finally {
      setTimeout(release, Math.max(0, spacing - (performance.now() - begun)));
    }
  }

  function release(): void {
    isBusy = false;
    if (isWanted) void run();
  }

  return () => {
    if (isBusy) isWanted = true;
    else void run();
  };
}
