/**
 * A function that runs `work` some time after it is called, once for all calls until then; calls during the work lead to one
 * more. What the work throws is given to `failed`.
 */
export function coalesced(
  work: () => Promise<void>,
  ms: number,
  failed: (error: unknown) => void,
): () => void {
  let asked = false;
  let busy = false;
  const begin = async (): Promise<void> => {
    asked = false;
    await work().catch(failed);
    busy = false;
    if (asked) call();
  };
  const call = (): void => {
    asked = true;
    if (busy) return;
    busy = true;
    setTimeout(begin, ms);
  };
  return call;
}
