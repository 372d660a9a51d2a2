import { create } from 'zustand';

const STORED_AS = 'tidemark.your-name';
const LONGEST = 120;
/** Who sends no name. */
const NOBODY = 'local';

interface YourName {
  /** Empty where none is given. */
  name: string;
  setName: (name: string) => void;
}

// What imports this may also be tested where there is no page.
const page = typeof window === 'undefined' ? undefined : window;
const storedName = () => page?.localStorage.getItem(STORED_AS) ?? '';

/** Who works in this browser, as they call themselves; kept for the next visit and the same in all its windows. */
export const useYourName = create<YourName>((set) => ({
  name: storedName(),
  setName(name) {
    page?.localStorage.setItem(STORED_AS, name);
    set({ name });
  },
}));

page?.addEventListener('storage', ({ key }) => {
  if (key === STORED_AS) useYourName.setState({ name: storedName() });
});

/** The name under which the tracker keeps what is done here. */
export const useActor = (): string => useYourName(({ name }) => name) || NOBODY;

/** A name that is given as it is shown: nobody's own is said as what it stands for. */
export const actorWords = (actor: string): string => (actor === NOBODY ? 'this machine' : actor);

/** Why the tracker would not take the name; undefined where it would. */
export function nameProblem(name: string): string | undefined {
  if (name.length > LONGEST) return `A name has at most ${LONGEST} characters.`;
  if (name.includes(':')) return 'A name has no colon.';
  return /\p{Cc}/u.test(name) ? 'A name has no control characters.' : undefined;
}

/** What tells the tracker who asks: HTTP Basic with the name and no password, as MLFLOW_TRACKING_USERNAME does for scripts. */
export function nameHeaders(name = useYourName.getState().name): Record<string, string> {
  if (name === '') return {};
  const bytes = new TextEncoder().encode(`${name}:`);
  return { authorization: `Basic ${btoa(String.fromCharCode(...bytes))}` };
}
