import { useCallback, useRef, useState } from 'react';

/** The card that has the keyboard; `call` counts up when it is to take the focus. */
export interface ActiveCard {
  version: string | undefined;
  call: number;
}

export interface CardFocus {
  active: ActiveCard;
  /** Gives a card the keyboard. */
  press: (version: string) => void;
  /** Gives it the focus too, wherever on the board it is or is about to be. */
  call: (version: string) => void;
  /** Whether the focus is called to this card; true once for each call. */
  takesFocus: (version: string) => boolean;
}

/** Which card has the keyboard. A card may be out of view, and take the focus only once it is there. */
export function useCardFocus(): CardFocus {
  const [active, setActive] = useState<ActiveCard>({ version: undefined, call: 0 });
  const called = useRef<string>(undefined);
  const press = useCallback(
    (version: string) =>
      setActive((before) => (before.version === version ? before : { ...before, version })),
    [],
  );
  const call = useCallback((version: string) => {
    called.current = version;
    setActive((before) => ({ version, call: before.call + 1 }));
  }, []);
  const takesFocus = useCallback((version: string) => {
    if (called.current !== version) return false;
    called.current = undefined;
    return true;
  }, []);
  return { active, press, call, takesFocus };
}
