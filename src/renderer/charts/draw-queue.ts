/** Drawing stops for this frame once it took so long, and goes on in the next one. */
const FRAME_BUDGET_MS = 8;

const waiting = new Set<() => void>();
let isScheduled = false;

/**
 * Draws in one of the next frames: twenty live charts share a frame, so that none of them makes it long. Asking again before it
 * was drawn changes nothing. The returned function takes it back.
 */
export function queueDrawing(draw: () => void): () => void {
  waiting.add(draw);
  schedule();
  return () => void waiting.delete(draw);
}

function schedule(): void {
  if (isScheduled) return;
  isScheduled = true;
  requestAnimationFrame(drawSome);
}

function drawSome(): void {
  isScheduled = false;
  const end = performance.now() + FRAME_BUDGET_MS;
  for (const draw of waiting) {
    waiting.delete(draw);
    draw();
    if (performance.now() >= end) break;
  }
  if (waiting.size > 0) schedule();
}
