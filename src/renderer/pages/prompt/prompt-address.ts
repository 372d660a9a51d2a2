import { useSearchParams } from 'react-router';
import { promptPath } from '../../model-paths.ts';

/** A version by its number, or a draft by its id. */
export type Place = { version: string; draft?: never } | { draft: string; version?: never };

/** What the address of a prompt's page says. */
export interface PromptAddress {
  place: Place | undefined;
  /** What is compared with what; a side that is not said is chosen by the page. */
  compare: readonly [Place | undefined, Place | undefined] | undefined;
  tab: 'prompt' | 'links' | 'details';
}

const DRAFT = 'draft:';
const BETWEEN = '..';

/** Reads an address; what it does not say, or says wrongly, is left out. */
export function addressOf(params: URLSearchParams): PromptAddress {
  const draft = params.get('draft');
  const version = params.get('version');
  const compare = params.get('compare');
  const tab = params.get('tab');
  return {
    place: draft ? { draft } : version ? { version } : undefined,
    compare: compare === null ? undefined : sidesOf(compare),
    tab: tab === 'links' || tab === 'details' ? tab : 'prompt',
  };
}

function sidesOf(text: string): readonly [Place | undefined, Place | undefined] {
  const [left = '', right = ''] = text.split(BETWEEN);
  return [placeOf(left), placeOf(right)];
}

/** `3` or `draft:ID`, as an address says it. */
export function placeOf(text: string): Place | undefined {
  if (text.startsWith(DRAFT)) return { draft: text.slice(DRAFT.length) };
  return text === '' ? undefined : { version: text };
}

/** How an address says a version or draft; empty for none. */
export function placeText(place: Place | undefined): string {
  if (place === undefined) return '';
  return place.draft === undefined ? place.version : `${DRAFT}${place.draft}`;
}

/** The path of a prompt's page, at one of its versions or drafts. */
export function placePath(name: string, place?: Place): string {
  const path = promptPath(name);
  if (place === undefined) return path;
  return `${path}?${new URLSearchParams(place.draft === undefined ? { version: place.version } : { draft: place.draft })}`;
}

/** The path of the comparison of two versions or drafts. */
export function comparePath(name: string, left: Place | undefined, right: Place | undefined): string {
  return `${promptPath(name)}?${new URLSearchParams({ compare: `${placeText(left)}${BETWEEN}${placeText(right)}` })}`;
}

/** The path of what a page shows besides versions. */
export function tabPath(name: string, tab: 'links' | 'details'): string {
  return `${promptPath(name)}?${new URLSearchParams({ tab })}`;
}

export function usePromptAddress(): PromptAddress {
  const [params] = useSearchParams();
  return addressOf(params);
}
