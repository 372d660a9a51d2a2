import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { PromptVersion, Response } from '../../contract/index.ts';
import { tracker } from '../tracker.ts';
import { useRefresh } from './change-listeners.ts';
import { queryClient } from './query-client.ts';

export const promptsKey = ['prompts'] as const;
const PAGE_SIZE = 1000;
const LINKS_PAGE = 100;
const LIST_REFRESH_MS = 1000;
const REFRESH_MS = 250;
export type Prompt = Response<'getRegisteredModel'>['registered_model'];

const IS_PROMPT = { key: 'mlflow.prompt.is_prompt', value: 'true' };

/** One prompt: its description, its aliases and tags. */
export function usePrompt(name: string) {
  const queryKey = [...promptsKey, 'one', name];
  useRefresh(queryKey, touches(name), REFRESH_MS);
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => tracker.call('getRegisteredModel', { name }, { signal }),
    select: ({ registered_model }) => registered_model,
  });
}

/** Every version of a prompt, newest first, without its text. */
export function usePromptVersions(name: string) {
  const queryKey = [...promptsKey, 'versions', name];
  useRefresh(queryKey, touches(name), REFRESH_MS);
  return useQuery({ queryKey, queryFn: ({ signal }) => readVersions(name, signal) });
}

async function readVersions(name: string, signal: AbortSignal): Promise<PromptVersion[]> {
  const all: PromptVersion[] = [];
  let page_token: string | undefined;
  do {
    const request = { name, max_results: PAGE_SIZE, page_token };
    const page = await tracker.call('listPromptVersions', request, { signal });
    all.push(...page.versions);
    page_token = page.next_page_token;
  } while (page_token !== undefined);
  return all;
}

/** The tags of a version, which hold its text; nothing is read without a version. A version's text never changes. */
export function usePromptVersion(name: string, version: string | undefined) {
  return useQuery({
    queryKey: [...promptsKey, 'version', name, version],
    queryFn: ({ signal }) => tracker.call('getModelVersion', { name, version: version ?? '' }, { signal }),
    select: ({ model_version }) => model_version.tags ?? NO_TAGS,
    enabled: version !== undefined,
  });
}

const NO_TAGS: readonly { key: string; value: string }[] = [];

/** Runs and traces that used a prompt, or one version of it, newest first. */
export function usePromptLinks(name: string, version: string | undefined) {
  const queryKey = [...promptsKey, 'links', name, version];
  useRefresh(
    queryKey,
    ({ counts, object_id }) => object_id === name || (counts['tags'] ?? 0) > 0,
    LIST_REFRESH_MS,
  );
  return useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      tracker.call(
        'listPromptLinks',
        { name, version, page_token: pageParam, max_results: LINKS_PAGE },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_page_token }) => next_page_token,
    staleTime: 0,
  });
}

/** Makes a prompt without a version. */
export async function createPrompt(name: string, description: string): Promise<void> {
  await tracker.call('createRegisteredModel', { name, description, tags: [IS_PROMPT] });
  await refresh();
}

/** Removes a version with its aliases. There is no way back. */
export async function deletePromptVersion(name: string, version: string): Promise<void> {
  await tracker.call('deleteModelVersion', { name, version });
  await refresh();
}

/** Sets an alias to a version, away from another one; without a version it is removed. */
export async function setPromptAlias(
  name: string,
  alias: string,
  version: string | undefined,
): Promise<void> {
  if (version === undefined) await tracker.call('deleteRegisteredModelAlias', { name, alias });
  else await tracker.call('setRegisteredModelAlias', { name, alias, version });
  await refresh();
}

/** Sets what is said of a prompt; empty takes it away. */
export async function setPromptDescription(name: string, description: string): Promise<void> {
  await tracker.call('updateRegisteredModel', { name, description });
  await refresh();
}

/** Sets a tag of a prompt; without a value it is removed. */
export async function setPromptTag(name: string, key: string, value: string | undefined): Promise<void> {
  if (value === undefined) await tracker.call('deleteRegisteredModelTag', { name, key });
  else await tracker.call('setRegisteredModelTag', { name, key, value });
  await refresh();
}

/** Sets a tag of a version; without a value it is removed. */
export async function setPromptVersionTag(
  name: string,
  version: string,
  key: string,
  value: string | undefined,
): Promise<void> {
  if (value === undefined) await tracker.call('deleteModelVersionTag', { name, version, key });
  else await tracker.call('setModelVersionTag', { name, version, key, value });
  await refresh();
}

function touches(name: string) {
  return ({ object_id }: { object_id: string }) => object_id === name || object_id.startsWith(`${name}/`);
}

function refresh(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: promptsKey });
}
