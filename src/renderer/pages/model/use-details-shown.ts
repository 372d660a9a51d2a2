import { create } from 'zustand';

const STORED_AS = 'tidemark.model-details';

/** Whether a person wants the details of models beside them; undefined before they said. Kept for the next visit. */
const useWish = create<{ isWanted: boolean | undefined }>(() => ({ isWanted: stored() }));

/** Whether the details are shown, and what turns that over. The board needs the width more than the versions do. */
export function useDetailsShown(byDefault: boolean): [isShown: boolean, toggle: () => void] {
  const { isWanted = byDefault } = useWish();
  const toggle = () => {
    localStorage.setItem(STORED_AS, JSON.stringify(!isWanted));
    useWish.setState({ isWanted: !isWanted });
  };
  return [isWanted, toggle];
}

function stored(): boolean | undefined {
  const text = localStorage.getItem(STORED_AS);
  return text === 'true' || text === 'false' ? text === 'true' : undefined;
}
