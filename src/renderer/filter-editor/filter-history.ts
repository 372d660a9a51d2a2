const STORED_AS = 'tidemark.filters';
const MOST = 50;

/** Filters applied before, latest first. */
export function filterHistory(): string[] {
  const stored: unknown = JSON.parse(localStorage.getItem(STORED_AS) ?? '[]');
  return Array.isArray(stored) ? stored.filter((text) => typeof text === 'string') : [];
}

export function rememberFilter(text: string): void {
  if (text === '') return;
  const others = filterHistory().filter((other) => other !== text);
  localStorage.setItem(STORED_AS, JSON.stringify([text, ...others].slice(0, MOST)));
}
