export { type Context, openContext, type World } from './context.ts';
export { type Engine, openEngine } from './engine.ts';
export { openRunExports } from './run-export.ts';
