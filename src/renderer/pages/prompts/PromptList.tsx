import { useCallback, useState } from 'react';
import { useNavigate } from 'react-router';
import { type Command, useCommands } from '../../commands.ts';
import { ContextMenu } from '../../components/ContextMenu.tsx';
import { ListGrid } from '../../components/ListGrid.tsx';
import { TextField } from '../../components/TextField.tsx';
import { TickAllHead } from '../../components/TickAllHead.tsx';
import { TickedToolbar } from '../../components/TickedToolbar.tsx';
import { useTickedList } from '../../components/use-ticked-list.ts';
import { promptPath } from '../../model-paths.ts';
import type { ModelRow } from '../../queries/registered-models.ts';
import { useKeys } from '../../use-keys.ts';
import type { ModelOrder } from '../models/model-filter.ts';
import { SortableHead } from '../models/SortableHead.tsx';
import { DeletePromptsDialog } from './DeletePromptsDialog.tsx';
import { PROMPT_GRID, PromptRow, rowIdOf, WHERE_WIDE } from './PromptRow.tsx';
import { promptEntries } from './prompt-entries.ts';

interface PromptListProps {
  prompts: ModelRow[];
  search: string;
  onSearch: (text: string) => void;
  /** What is wrong with the filter. */
  problem: string | undefined;
  order: ModelOrder;
  onOrder: (order: ModelOrder) => void;
  onEnd: (() => void) | undefined;
}

const nameOf = ({ name }: ModelRow) => name;

export function PromptList({ prompts, search, onSearch, problem, order, onOrder, onEnd }: PromptListProps) {
  const navigate = useNavigate();
  const list = useTickedList(prompts, nameOf);
  const [toDelete, setToDelete] = useState<readonly ModelRow[]>();
  const ways = { onOpen: (path: string) => void navigate(path), onDelete: setToDelete };
  const onOpen = useCallback((name: string) => void navigate(promptPath(name)), [navigate]);
  useKeys((key) => {
    if (list.onKey(key)) return true;
    if (key === 'Delete' && list.subjects.length > 0) setToDelete(list.subjects);
    else if (key === 'Enter' && list.active) onOpen(list.active.name);
    else return false;
    return true;
  });
  useCommands(KEYS);
  return (
    <>
      <div className="flex h-10 flex-none items-center gap-2 border-b border-separator px-4">
        <TextField
          label="Search by name, or filter"
          hidesLabel
          type="search"
          placeholder="Search by name, or tags.team = 'support'"
          value={search}
          onChange={(event) => onSearch(event.target.value)}
          aria-invalid={problem !== undefined}
          className="w-80 flex-none"
        />
        <TickedToolbar
          label="Ticked prompts"
          count={list.ticked.length}
          entries={() => promptEntries(list.ticked, ways)}
          onClear={list.clear}
        />
      </div>
      {problem !== undefined && (
        <p role="alert" className="flex-none px-4 py-2 text-12 break-words text-failed">
          {problem}
        </p>
      )}
      {prompts.length === 0 && problem === undefined ? (
        <p className="px-4 py-3">No prompt is called “{search}”.</p>
      ) : (
        <ContextMenu entries={() => promptEntries(list.subjects, ways)}>
          <div className="flex min-h-0 flex-1 flex-col">
            <ListGrid
              label="Prompts"
              count={prompts.length}
              columns={`border-b border-separator ${PROMPT_GRID}`}
              heads={<Heads list={list} order={order} onOrder={onOrder} />}
              active={list.active && { index: list.activeIndex, rowId: rowIdOf(list.active.name) }}
              isMulti
              onEnd={onEnd}
            >
              {(index, top) => {
                const prompt = prompts[index];
                return (
                  prompt && (
                    <PromptRow
                      key={prompt.name}
                      prompt={prompt}
                      index={index}
                      top={top}
                      isActive={index === list.activeIndex}
                      isTicked={list.isTicked(prompt.name)}
                      onActivate={list.onActivate}
                      onTick={list.onTick}
                      onOpen={onOpen}
                    />
                  )
                );
              }}
            </ListGrid>
          </div>
        </ContextMenu>
      )}
      {toDelete && <DeletePromptsDialog prompts={toDelete} onClose={() => setToDelete(undefined)} />}
    </>
  );
}

interface HeadsProps {
  list: { isAllTicked: boolean; ticked: readonly ModelRow[]; tickAll: (isTicked: boolean) => void };
  order: ModelOrder;
  onOrder: (order: ModelOrder) => void;
}

function Heads({ list, order, onOrder }: HeadsProps) {
  const sort = { order, onOrder };
  return (
    <>
      <TickAllHead list={list} />
      <SortableHead {...sort} by="name" label="Name" />
      <span role="columnheader">Latest</span>
      <span role="columnheader">Type</span>
      <span role="columnheader">Aliases</span>
      <span role="columnheader" className="pr-2 text-right">
        Versions
      </span>
      <span role="columnheader" className={WHERE_WIDE}>
        Tags
      </span>
      <SortableHead {...sort} by="last_updated_timestamp" label="Updated" />
      <SortableHead {...sort} by="creation_timestamp" label="Created" className={WHERE_WIDE} />
    </>
  );
}

const KEYS: readonly Command[] = [
  { section: 'This page', label: 'Next or previous row', keys: 'j' },
  { section: 'This page', label: 'Open', keys: 'Enter' },
  { section: 'This page', label: 'Tick', keys: 'x' },
  { section: 'This page', label: 'Delete', keys: 'Delete' },
];
