export interface ChartColours {
  line: string;
  text: string;
  separator: string;
  surface: string;
  ink: string;
}

/** The tokens as a canvas can use them: the chart library knows neither variables nor oklch. */
export function chartColours(): ChartColours {
  return {
    line: resolveColour('--color-accent'),
    text: resolveColour('--color-muted'),
    separator: resolveColour('--color-separator'),
    surface: resolveColour('--color-panel'),
    ink: resolveColour('--color-ink'),
  };
}

/** Calls `onChange` when the reader or the system changes the theme. */
export function watchTheme(onChange: () => void): () => void {
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  const chosen = new MutationObserver(onChange);
  system.addEventListener('change', onChange);
  chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    system.removeEventListener('change', onChange);
    chosen.disconnect();
  };
}

const resolved = new Map<string, string>();
watchTheme(() => resolved.clear());

/** A colour token as rgb(). */
export function resolveColour(token: string): string {
  const known = resolved.get(token);
  if (known !== undefined) return known;
  const colour = measureColour(token);
  resolved.set(token, colour);
  return colour;
}

function measureColour(token: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (canvas === null) return color;
  canvas.fillStyle = color;
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}
