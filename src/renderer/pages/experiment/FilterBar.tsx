import { useQueryClient } from '@tanstack/react-query';
import { CircleAlert, Filter, X } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import { type Command, useCommands } from '../../commands.ts';
import { IconButton } from '../../components/IconButton.tsx';
import type { FilterEditorHandle } from '../../filter-editor/FilterEditor.tsx';
import { FilterField } from '../../filter-editor/FilterField.tsx';
import type { FilterVocabulary } from '../../filter-editor/filter-completion.ts';
import { rememberFilter } from '../../filter-editor/filter-history.ts';
import { problemOf } from '../../filter-editor/filter-problem.ts';
import { readRunColumns } from '../../queries/run-columns.ts';
import { readFieldValues } from '../../queries/run-groups.ts';
import { useRunsView } from './runs-view.ts';

const MOST_VALUES = 50;
const KINDS = { metric: 'metrics', param: 'params', tag: 'tags' } as const;

/** The filter of the table. It is in force once it is applied with Enter, and only when it can be read. */
export function FilterBar({ experimentIds }: { experimentIds: readonly string[] }) {
  const cache = useQueryClient();
  const { filter } = useRunsView(({ view }) => view);
  const { change } = useRunsView.getState();
  const [problem, setProblem] = useState<string>();
  const editor = useRef<FilterEditorHandle>(null);
  const vocabulary = useMemo(
    (): FilterVocabulary => ({
      keys: async (kind, search) => (await readRunColumns(cache, experimentIds, search))[KINDS[kind]],
      values: (field) => readFieldValues(experimentIds, field, MOST_VALUES),
    }),
    [cache, experimentIds],
  );
  const commands = useMemo(
    (): Command[] => [
      { section: 'This page', label: 'Filter runs', keys: '/', run: () => editor.current?.focus() },
    ],
    [],
  );
  useCommands(commands);

  function apply(text: string): void {
    const error = problemOf(text);
    setProblem(error?.message);
    if (error !== undefined) return;
    rememberFilter(text);
    change({ filter: text });
  }

  return (
    <div className="relative min-w-0 flex-1">
      <div
        data-invalid={problem !== undefined}
        className="flex h-7 items-center gap-1 rounded-md border border-outline bg-canvas pl-2 focus-within:border-accent data-[invalid=true]:border-failed"
      >
        <Filter className="size-3.5! text-faint" />
        <FilterField
          ref={editor}
          filter={filter}
          vocabulary={vocabulary}
          onApply={apply}
          onLeave={() => document.querySelector<HTMLElement>('[role="treegrid"]')?.focus()}
        />
        {filter !== '' && <IconButton icon={X} label="Clear the filter" onClick={() => apply('')} />}
      </div>
      {problem !== undefined && (
        <p
          role="alert"
          className="absolute top-8 left-0 z-30 flex max-w-full items-start gap-2 rounded-md border border-outline bg-panel px-2 py-1.5 text-12 shadow-float"
        >
          <CircleAlert className="text-failed" />
          {problem}
          <IconButton icon={X} label="Dismiss" className="-my-1" onClick={() => setProblem(undefined)} />
        </p>
      )}
    </div>
  );
}
