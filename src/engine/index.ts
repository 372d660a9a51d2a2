export type { Context } from './context.ts';
export { openEngine } from './engine.ts';
