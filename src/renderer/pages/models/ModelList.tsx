import { useCallback, useState } from 'react';
import { useNavigate } from 'react-router';
import { type Command, useCommands } from '../../commands.ts';
import { ContextMenu } from '../../components/ContextMenu.tsx';
import { ListGrid } from '../../components/ListGrid.tsx';
import { TickAllHead } from '../../components/TickAllHead.tsx';
import { useStageLooks } from '../../components/use-stage-looks.ts';
import { useTickedList } from '../../components/use-ticked-list.ts';
import { modelPath } from '../../model-paths.ts';
import type { ModelRow as Model } from '../../queries/registered-models.ts';
import { useKeys } from '../../use-keys.ts';
import { DeleteModelsDialog } from './DeleteModelsDialog.tsx';
import { MODEL_GRID, ModelRow, rowIdOf, WHERE_WIDE } from './ModelRow.tsx';
import { ModelsToolbar } from './ModelsToolbar.tsx';
import { type ModelDialog, modelEntries } from './model-entries.ts';
import type { ModelOrder } from './model-filter.ts';
import { RenameModelDialog } from './RenameModelDialog.tsx';
import { SortableHead } from './SortableHead.tsx';

interface ModelListProps {
  models: Model[];
  search: string;
  onSearch: (text: string) => void;
  problem: string | undefined;
  order: ModelOrder;
  onOrder: (order: ModelOrder) => void;
  onEnd: (() => void) | undefined;
}

const nameOf = ({ name }: Model) => name;

export function ModelList({ models, search, onSearch, problem, order, onOrder, onEnd }: ModelListProps) {
  const navigate = useNavigate();
  const looks = useStageLooks();
  const list = useTickedList(models, nameOf);
  const [dialog, setDialog] = useState<ModelDialog>();
  const ways = { onOpen: (path: string) => void navigate(path), onDialog: setDialog };
  const entries = () => modelEntries(list.subjects, ways);
  const onOpen = useCallback((name: string) => void navigate(modelPath(name)), [navigate]);
  useKeys((key) => {
    if (list.onKey(key)) return true;
    const one = list.subjects.length === 1 ? list.subjects[0] : undefined;
    if (key === 'Delete' && list.subjects.length > 0) setDialog({ kind: 'delete', models: list.subjects });
    else if (key === 'F2' && one) setDialog({ kind: 'rename', models: [one] });
    else if (key === 'Enter' && list.active) onOpen(list.active.name);
    else if (key === 'b' && list.active) ways.onOpen(modelPath(list.active.name, 'board'));
    else return false;
    return true;
  });
  useCommands(KEYS);
  const close = () => setDialog(undefined);
  const [first] = dialog?.models ?? [];
  return (
    <>
      <ModelsToolbar
        search={search}
        onSearch={onSearch}
        problem={problem}
        ticked={list.ticked}
        entries={() => modelEntries(list.ticked, ways)}
        onClear={list.clear}
      />
      {models.length === 0 && problem === undefined ? (
        <p className="px-4 py-3">No model is called “{search}”.</p>
      ) : (
        <ContextMenu entries={entries}>
          <div className="flex min-h-0 flex-1 flex-col">
            <ListGrid
              label="Models"
              count={models.length}
              columns={`border-b border-separator ${MODEL_GRID}`}
              heads={<Heads list={list} order={order} onOrder={onOrder} />}
              active={list.active && { index: list.activeIndex, rowId: rowIdOf(list.active.name) }}
              isMulti
              onEnd={onEnd}
            >
              {(index, top) => {
                const model = models[index];
                return (
                  model && (
                    <ModelRow
                      key={model.name}
                      model={model}
                      looks={looks}
                      index={index}
                      top={top}
                      isActive={index === list.activeIndex}
                      isTicked={list.isTicked(model.name)}
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
      {dialog?.kind === 'rename' && first && <RenameModelDialog name={first.name} onClose={close} />}
      {dialog?.kind === 'delete' && <DeleteModelsDialog models={dialog.models} onClose={close} />}
    </>
  );
}

interface HeadsProps {
  list: { isAllTicked: boolean; ticked: readonly Model[]; tickAll: (isTicked: boolean) => void };
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
      <span role="columnheader">Stages</span>
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
  { section: 'This page', label: 'Open the board', keys: 'b' },
  { section: 'This page', label: 'Tick', keys: 'x' },
  { section: 'This page', label: 'Rename', keys: 'F2' },
  { section: 'This page', label: 'Delete', keys: 'Delete' },
];
