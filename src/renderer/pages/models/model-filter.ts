const CLAUSE = /^\s*(?:tags?|attributes?|name)\s*(?:[.`"'\w\s/-]+?)?\s*(?:!=|=|\b(?:i?like|is|in)\b)/i;

/**
 * What the search means to the tracker: words are looked for in the name, each of them; what begins as a clause of a filter does
 * (`tags.team = 'vision'`) is one.
 */
export function filterOfSearch(search: string): string {
  const text = search.trim();
  if (CLAUSE.test(text)) return text;
  return text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => `name ILIKE '%${word.replaceAll("'", '_')}%'`)
    .join(' AND ');
}

/** Whether the search is a filter, whose mistakes are the reader's own. */
export const isFilter = (search: string): boolean => CLAUSE.test(search);

export const ORDERS = ['name', 'last_updated_timestamp', 'creation_timestamp'] as const;
export type OrderField = (typeof ORDERS)[number];

/** How the list is sorted; in an address, `-` before the field for descending. */
export interface ModelOrder {
  by: OrderField;
  isDescending: boolean;
}

/** Reads an order of an address; by name where it says none. */
export function orderOf(text: string | null): ModelOrder {
  const isDescending = text?.startsWith('-') ?? false;
  const field = isDescending ? text?.slice(1) : text;
  const by = ORDERS.find((one) => one === field);
  return by === undefined ? { by: 'name', isDescending: false } : { by, isDescending };
}

export const orderInAddress = ({ by, isDescending }: ModelOrder): string =>
  by === 'name' && !isDescending ? '' : `${isDescending ? '-' : ''}${by}`;

export const orderByOf = ({ by, isDescending }: ModelOrder): string =>
  `${by} ${isDescending ? 'DESC' : 'ASC'}`;

/** A press on a column's head: times begin with the latest, names with A. */
export function pressedOrder(order: ModelOrder, by: OrderField): ModelOrder {
  return order.by === by ? { by, isDescending: !order.isDescending } : { by, isDescending: by !== 'name' };
}
