export { type Context, openContext, type World } from './context.ts';
export { type Engine, openEngine } from './engine.ts';
export { openLivePoints } from './live-points.ts';
export { openRunExports } from './run-export.ts';
export type { Signals } from './signals.ts';
