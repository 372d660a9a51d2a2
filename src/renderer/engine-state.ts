import { create } from 'zustand';
import type { EngineState } from '../contract/index.ts';

/** How the engine behind a desktop window is doing; undefined in a browser, which is told nothing of it. */
export const useEngineState = create<{ engine: EngineState | undefined }>(() => ({ engine: undefined }));

const learn = (engine: EngineState) => useEngineState.setState({ engine });

window.tidemark?.engineState.subscribe(learn);
void window.tidemark?.engineState.get().then(learn);
