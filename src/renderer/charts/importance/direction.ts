import type { Importance } from '../../../contract/index.ts';

/** How a param goes with the metric, in words and as a colour's token. */
export function directionOf({ correlation }: Pick<Importance['params'][number], 'correlation'>): {
  word: string;
  token: string;
} {
  if (correlation === undefined) return { word: 'by category', token: '--color-faint' };
  if (correlation === 0) return { word: 'neither up nor down', token: '--color-faint' };
  return correlation > 0
    ? { word: `rises with it, ρ = +${correlation.toFixed(2)}`, token: '--color-run-1' }
    : { word: `falls with it, ρ = −${(-correlation).toFixed(2)}`, token: '--color-run-2' };
}
