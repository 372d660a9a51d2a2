/*
 * Kbd: keys as a person presses them.
 *   keys   "Mod+K", "?", "g h" (one after the other). Mod is ⌘ on Apple machines, Ctrl elsewhere.
 */
const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);
const NAMES: Readonly<Record<string, string>> = {
  Mod: isApple ? '⌘' : 'Ctrl',
  Shift: '⇧',
  Enter: '↵',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Backspace: '⌫',
  Delete: 'Del',
};

export function Kbd({ keys }: { keys: string }) {
  return (
    <span className="inline-flex items-center gap-1 align-middle">
      {keys.split(' ').map((stroke, index) => (
        <kbd
          key={`${index} ${stroke}`}
          className="inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-separator bg-panel px-1 font-sans text-11 text-muted"
        >
          {stroke
            .split('+')
            .map((part) => NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part))
            .join(isApple ? '' : '+')}
        </kbd>
      ))}
    </span>
  );
}
