import { create } from 'zustand';

export type ImageLook = 'step' | 'steps' | 'overlay' | 'difference';

/** Where a chart of files stands. */
export interface MediaPlace {
  /** Absent: the last one, also when more are logged. */
  step: number | undefined;
  look: ImageLook;
  /** The runs that are compared, by id; absent where nobody chose. */
  first: string | undefined;
  second: string | undefined;
  /** How much of the second image covers the first, 0 to 1. */
  cover: number;
}

const START: MediaPlace = { step: undefined, look: 'step', first: undefined, second: undefined, cover: 0.5 };

/** Places by chart, so that a chart on the whole screen, or one that was scrolled away, goes on where it stood. */
const useMediaPlaces = create<Readonly<Record<string, MediaPlace>>>(() => ({}));

export function useMediaPlace(chartId: string): [MediaPlace, (changed: Partial<MediaPlace>) => void] {
  const place = useMediaPlaces((places) => places[chartId]) ?? START;
  return [
    place,
    (changed) =>
      useMediaPlaces.setState((places) => ({ [chartId]: { ...START, ...places[chartId], ...changed } })),
  ];
}
