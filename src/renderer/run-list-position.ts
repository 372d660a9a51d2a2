import { create } from 'zustand';

interface Position {
  /** Pixels from the top. */
  offset: number;
  activeRunId: string | undefined;
}

interface RunListPositions {
  positions: Readonly<Record<string, Position>>;
  remember: (experimentId: string, position: Position) => void;
}

/** Where a person was in each experiment's list of runs, so that leaving a run leads back there. */
export const useRunListPositions = create<RunListPositions>((set) => ({
  positions: {},
  remember: (experimentId, position) =>
    set(({ positions }) => ({ positions: { ...positions, [experimentId]: position } })),
}));
