import { create } from 'zustand';

/*
 * Short messages in the corner.
 *   showMessage(text, action?)   says what was done; the action is one button, such as { label: 'Open', run }
 *   showError(error)             says why something was not done, in the tracker's words
 *   undoable({ act, done, undo, undone? })   does it, says `done` with an Undo button (and Mod+Z); a failure is shown
 */
export interface Message {
  id: number;
  text: string;
  isError: boolean;
  action?: { label: string; run: () => void };
}

interface Messages {
  messages: readonly Message[];
  add: (message: Omit<Message, 'id'>) => void;
  dismiss: (id: number) => void;
}

const MOST_SHOWN = 4;
let lastId = 0;

export const useMessages = create<Messages>((set) => ({
  messages: [],
  add(message) {
    lastId += 1;
    const id = lastId;
    set(({ messages }) => ({ messages: [...messages, { ...message, id }].slice(-MOST_SHOWN) }));
  },
  dismiss: (id) => set(({ messages }) => ({ messages: messages.filter((message) => message.id !== id) })),
}));

/** Says what was done. */
export function showMessage(text: string, action?: Message['action']): void {
  useMessages.getState().add({ text, isError: false, ...(action && { action }) });
}

/** Says why something was not done. */
export function showError(error: unknown): void {
  const text = error instanceof Error ? error.message : String(error);
  useMessages.getState().add({ text, isError: true });
}

interface Undoable {
  act: () => Promise<unknown>;
  /** Said when it is done: "Deleted 3 runs". */
  done: string;
  undo: () => Promise<unknown>;
  /** Said when it is undone; nothing where the page shows it. */
  undone?: string;
}

/** Does something that can be taken back. Resolves to whether it was done; a failure is shown, not thrown. */
export async function undoable({ act, done, undo, undone }: Undoable): Promise<boolean> {
  try {
    await act();
  } catch (error) {
    showError(error);
    return false;
  }
  const takeBack = async () => {
    try {
      await undo();
      if (undone !== undefined) showMessage(undone);
    } catch (error) {
      showError(error);
    }
  };
  showMessage(done, { label: 'Undo', run: () => void takeBack() });
  return true;
}

/** Presses the Undo of the latest message that has one; false where there is none. */
export function undoLatest(): boolean {
  const { messages, dismiss } = useMessages.getState();
  const latest = messages.findLast(({ action }) => action?.label === 'Undo');
  if (latest === undefined) return false;
  dismiss(latest.id);
  latest.action?.run();
  return true;
}
