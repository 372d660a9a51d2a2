import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { type Command, useCommands } from '../../commands.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Page } from '../../components/Page.tsx';
import { Snippet } from '../../components/Snippet.tsx';
import { formatCount } from '../../format.ts';
import { useModelRows } from '../../queries/registered-models.ts';
import { useTrackingUri } from '../../tracker.ts';
import { filterOfSearch, isFilter, orderByOf, orderInAddress, orderOf } from '../models/model-filter.ts';
import { NewPromptDialog } from './NewPromptDialog.tsx';
import { PromptList } from './PromptList.tsx';
import { registeringLines } from './prompt-lines.ts';

/** The prompts, with their search and order in the address. */
export function PromptsPage() {
  const [query, setQuery] = useSearchParams();
  const search = query.get('search') ?? '';
  const order = orderOf(query.get('order'));
  const [isCreating, setCreating] = useState(false);
  const rows = useModelRows({ kind: 'prompts', filter: filterOfSearch(search), order: orderByOf(order) });
  const { data, error, hasNextPage, isFetching, fetchNextPage } = rows;
  const prompts = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const total = data?.pages[0]?.total;
  // A filter that the tracker does not understand is said at the field.
  const problem = error !== null && isFilter(search) ? error.message : undefined;
  const set = (key: string, value: string) =>
    setQuery(
      (now) => {
        const next = new URLSearchParams(now);
        if (value === '') next.delete(key);
        else next.set(key, value);
        return next;
      },
      { replace: true },
    );
  const commands = useMemo<Command[]>(
    () => [
      { section: 'This page', label: 'New prompt', icon: Plus, keys: 'n', run: () => setCreating(true) },
    ],
    [],
  );
  useCommands(commands);
  return (
    <Page
      title="Prompts"
      beside={
        total !== undefined && <span className="text-12 text-muted tabular-nums">{formatCount(total)}</span>
      }
      actions={
        <Button look="primary" onClick={() => setCreating(true)}>
          <Plus />
          New prompt
        </Button>
      }
      query={problem === undefined ? rows : { ...rows, error: null, isPending: false }}
    >
      {total === 0 && search === '' && <Nothing />}
      {(total !== undefined || problem !== undefined) && (total !== 0 || search !== '') && (
        <PromptList
          prompts={prompts}
          search={search}
          onSearch={(text) => set('search', text)}
          problem={problem}
          order={order}
          onOrder={(next) => set('order', orderInAddress(next))}
          onEnd={hasNextPage && !isFetching && error === null ? () => void fetchNextPage() : undefined}
        />
      )}
      {isCreating && <NewPromptDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}

function Nothing() {
  const uri = useTrackingUri();
  return (
    <EmptyState title="No prompts yet">
      A prompt is a text or a chat with variables, kept in versions with aliases. Write one here, or register
      one from Python:
      <Snippet label="In Python" what="lines" code={registeringLines(uri)} />
      <Snippet
        label="To use it"
        what="line"
        code={'mlflow.genai.load_prompt("prompts:/answer@latest").format(words=20, question="Why?")'}
      />
    </EmptyState>
  );
}
