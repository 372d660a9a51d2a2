/** What was pressed, as commands write it: "Mod+K", "?", "g". Shift is said only with keys that have no other sign. */
export function strokeOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): string {
  const { key } = event;
  const isSign = key.length === 1;
  const parts = [
    event.ctrlKey || event.metaKey ? 'Mod' : '',
    event.altKey ? 'Alt' : '',
    event.shiftKey && (!isSign || event.ctrlKey || event.metaKey) ? 'Shift' : '',
  ].filter((part) => part !== '');
  const sign = isSign && parts.length > 0 ? key.toUpperCase() : key;
  return [...parts, sign].join('+');
}

/** Which of `shortcuts` is pressed by `strokes`, oldest first; 'waiting' where one may still become complete. */
export function matchStrokes(
  strokes: readonly string[],
  shortcuts: readonly string[],
): string | 'waiting' | undefined {
  const pressed = strokes.join(' ');
  const exact = shortcuts.find((keys) => keys === pressed);
  if (exact !== undefined) return exact;
  if (shortcuts.some((keys) => keys.startsWith(`${pressed} `))) return 'waiting';
  return strokes.length > 1 ? matchStrokes(strokes.slice(1), shortcuts) : undefined;
}
