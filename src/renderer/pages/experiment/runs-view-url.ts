import { EMPTY_VIEW, type RunsView, type SortTerm } from './runs-view.ts';

type Said = Pick<
  RunsView,
  'mode' | 'filter' | 'isDeleted' | 'sort' | 'groupBy' | 'isNested' | 'isDiffOnly' | 'columns'
>;

/** What of a view an address says: what is shown, not how wide it is. Only what differs from `base` is said. */
export function viewParams(view: RunsView, base: RunsView = EMPTY_VIEW): URLSearchParams {
  const params = new URLSearchParams();
  const now = wordsOf(view);
  const before = wordsOf(base);
  for (const key of KEYS) {
    const text = now[key];
    if (text !== undefined && text !== before[key]) params.set(NAMES[key], text);
  }
  return params;
}

const NAMES: Readonly<Record<keyof Said, string>> = {
  mode: 'show',
  filter: 'filter',
  isDeleted: 'deleted',
  sort: 'order',
  groupBy: 'group',
  isNested: 'nested',
  isDiffOnly: 'diff',
  columns: 'columns',
};
const MODES = ['table', 'split', 'charts'] as const;
const KEYS = ['mode', 'filter', 'isDeleted', 'sort', 'groupBy', 'isNested', 'isDiffOnly', 'columns'] as const;

function wordsOf(view: RunsView): Record<keyof Said, string | undefined> {
  return {
    mode: view.mode,
    filter: view.filter,
    isDeleted: String(view.isDeleted),
    sort: joinIds(view.sort.map(({ id, desc }) => `${desc ? '-' : ''}${id}`)),
    groupBy: joinIds(view.groupBy),
    isNested: String(view.isNested),
    isDiffOnly: String(view.isDiffOnly),
    columns: view.columns && joinIds(view.columns),
  };
}

/** The parts of a view that an address says. */
export function viewOfParams(params: URLSearchParams): Partial<RunsView> {
  const said: Partial<RunsView> = {};
  const read = <Key extends keyof Said>(key: Key, parse: (text: string) => RunsView[Key]) => {
    const text = params.get(NAMES[key]);
    if (text !== null) said[key] = parse(text);
  };
  read('mode', (text) => MODES.find((mode) => mode === text) ?? 'table');
  read('filter', (text) => text);
  read('isDeleted', (text) => text === 'true');
  read('sort', (text) => splitIds(text).map(sortTerm));
  read('groupBy', splitIds);
  read('isNested', (text) => text === 'true');
  read('isDiffOnly', (text) => text === 'true');
  read('columns', splitIds);
  return said;
}

function sortTerm(text: string): SortTerm {
  return text.startsWith('-') ? { id: text.slice(1), desc: true } : { id: text, desc: false };
}

// A key may contain a comma.
function joinIds(ids: readonly string[]): string {
  return ids.map((id) => id.replaceAll('\\', '\\\\').replaceAll(',', '\\,')).join(',');
}

function splitIds(text: string): string[] {
  return (text.match(/(?:\\.|[^,\\])+/g) ?? []).map((id) => id.replaceAll(/\\(.)/g, '$1'));
}
