import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { Plus } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { RelativeTime } from '../../components/Time.tsx';
import { useExperiments } from '../../queries/experiments.ts';
import { newestRows } from '../../queries/newest-rows.ts';
import { runIdsIn } from './pasted-runs.ts';

const MOST_LISTED = 30;
const ITEM =
  'flex h-7 cursor-default items-center gap-2 rounded-sm px-2 text-12 select-none data-[selected=true]:bg-selected';

interface AddRunProps {
  /** Runs that are compared already. */
  runIds: readonly string[];
  onAdd: (runIds: readonly string[]) => void;
}

/** Finds a run among all by its name, or takes ids and links as they are pasted. */
export function AddRun({ runIds, onAdd }: AddRunProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger asChild>
        <Button look="quiet">
          <Plus />
          Add runs
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          aria-label="Add runs"
          className="z-50 w-96 rounded-md border border-outline bg-panel shadow-float outline-none"
        >
          <RunList runIds={runIds} onAdd={onAdd} onDone={() => setIsOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function RunList({ runIds, onAdd, onDone }: AddRunProps & { onDone: () => void }) {
  const [search, setSearch] = useState('');
  const pasted = runIdsIn(search).filter((id) => !runIds.includes(id));
  const { data: experiments } = useExperiments();
  const names = new Map(experiments?.map(({ experiment_id, name }) => [experiment_id, name]));
  const ids = [...names.keys()];
  const text = runIdsIn(search).length > 0 ? '' : search.trim();
  const { data: found, error } = useQuery({
    queryKey: ['runs-to-add', ids, text],
    queryFn: ({ signal }) =>
      newestRows(
        ids,
        {
          by: 'start_time',
          // Some of them may be compared already.
          count: MOST_LISTED + runIds.length,
          ...(text !== '' && { filter: `attributes.run_name ILIKE '%${text.replaceAll(/['%]/g, '_')}%'` }),
        },
        signal,
      ),
    enabled: experiments !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const rows = (found?.rows ?? []).filter(({ run_id }) => !runIds.includes(run_id)).slice(0, MOST_LISTED);
  const isEmpty = pasted.length === 0 && rows.length === 0;
  return (
    <Command shouldFilter={false} label="Runs" className="flex flex-col">
      <Command.Input
        value={search}
        onValueChange={setSearch}
        placeholder="Name, or paste run ids or links"
        className="h-8 border-b border-separator bg-transparent px-3 text-12 outline-none placeholder:text-muted"
      />
      {isEmpty && (
        <p role="status" className="px-3 py-2 text-12 text-muted">
          {error?.message ?? emptyText(found === undefined, text)}
        </p>
      )}
      <Command.List className={`max-h-80 overflow-y-auto p-1 ${isEmpty ? 'hidden' : ''}`}>
        {pasted.length > 0 && (
          <Command.Item
            value="pasted"
            onSelect={() => {
              onAdd(pasted);
              onDone();
            }}
            className={ITEM}
          >
            <Plus className="text-muted" />
            {pasted.length === 1
              ? 'Add the run that was pasted'
              : `Add ${pasted.length} runs that were pasted`}
          </Command.Item>
        )}
        {pasted.length === 0 &&
          rows.map(({ run_id, run_name, experiment_id, start_time }) => (
            <Command.Item key={run_id} value={run_id} onSelect={() => onAdd([run_id])} className={ITEM}>
              <span className="min-w-0 flex-1 truncate" title={run_name}>
                {run_name}
              </span>
              <span className="max-w-32 truncate text-muted" title={names.get(experiment_id)}>
                {names.get(experiment_id)}
              </span>
              <span className="w-20 flex-none text-right text-11 text-muted">
                <RelativeTime time={Number(start_time)} />
              </span>
            </Command.Item>
          ))}
      </Command.List>
    </Command>
  );
}

function emptyText(isReading: boolean, search: string): string {
  if (isReading) return 'Reading …';
  return search === '' ? 'There is no other run.' : 'No other run has this in its name.';
}
