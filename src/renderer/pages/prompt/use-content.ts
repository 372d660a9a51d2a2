import { useMemo } from 'react';
import type { PromptContent } from '../../../contract/index.ts';
import { promptContentOf } from '../../../prompts/index.ts';
import { usePromptVersion } from '../../queries/prompts.ts';

interface VersionContent {
  content: PromptContent | undefined;
  /** Why it cannot be shown: it was not read, or its tags are broken. */
  error: Error | undefined;
  refetch: () => Promise<unknown>;
}

/** What a version holds; nothing without a version. */
export function useVersionContent(name: string, version: string | undefined): VersionContent {
  const { data: tags, error, refetch } = usePromptVersion(name, version);
  const read = useMemo(() => {
    if (tags === undefined) return {};
    try {
      return { content: promptContentOf(tags) };
    } catch (broken) {
      return { error: broken instanceof Error ? broken : new Error(String(broken)) };
    }
  }, [tags]);
  return { content: read.content, error: error ?? read.error, refetch };
}
