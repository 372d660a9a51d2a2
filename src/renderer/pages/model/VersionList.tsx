import { useCallback, useState } from 'react';
import { useNavigate } from 'react-router';
import { type Command, useCommands } from '../../commands.ts';
import { ContextMenu } from '../../components/ContextMenu.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { ListGrid } from '../../components/ListGrid.tsx';
import { SkeletonBar } from '../../components/SkeletonBar.tsx';
import { Snippet } from '../../components/Snippet.tsx';
import { TickAllHead } from '../../components/TickAllHead.tsx';
import { TickedToolbar } from '../../components/TickedToolbar.tsx';
import { useStageLooks } from '../../components/use-stage-looks.ts';
import { useTickedList } from '../../components/use-ticked-list.ts';
import { formatCount } from '../../format.ts';
import { modelVersionPath } from '../../model-paths.ts';
import type { BoardVersion } from '../../queries/stage-board.ts';
import { useKeys } from '../../use-keys.ts';
import { AliasDialog } from './AliasDialog.tsx';
import { MoveDialog } from './board/MoveDialog.tsx';
import { DeleteVersionsDialog } from './DeleteVersionsDialog.tsx';
import { DescriptionDialog } from './DescriptionDialog.tsx';
import { rowIdOf, VersionRow, versionGrid } from './VersionRow.tsx';
import { comparedRuns, type VersionDialog, versionEntries } from './version-entries.ts';

interface VersionListProps {
  name: string;
  /** Newest first. */
  versions: BoardVersion[];
  query: { error: Error | null; isPending: boolean; refetch: () => Promise<unknown> };
  /** All of the model. */
  aliases: readonly { alias: string; version: string }[];
  /** Whether something stands beside it. */
  isNarrow: boolean;
}

/** All versions of a model, with what can be done with one or several. */
export function VersionList({ query, ...props }: VersionListProps) {
  const { error, isPending, refetch } = query;
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (isPending) return <SkeletonBar width="w-52" />;
  if (props.versions.length === 0) return <NoVersions name={props.name} />;
  return <Versions {...props} />;
}

const idOf = ({ version }: BoardVersion) => version;

function Versions({ name, versions, aliases, isNarrow }: Omit<VersionListProps, 'query'>) {
  const navigate = useNavigate();
  const looks = useStageLooks();
  const list = useTickedList(versions, idOf);
  const [dialog, setDialog] = useState<VersionDialog>();
  const ways = { onOpen: (path: string) => void navigate(path), onDialog: setDialog };
  const onOpen = useCallback(
    (version: string) => void navigate(modelVersionPath(name, version)),
    [navigate, name],
  );
  useKeys((key) => {
    if (list.onKey(key)) return true;
    const { active, subjects } = list;
    if (key === 'Enter' && active) onOpen(active.version);
    else if (key === 'c') return openIfThere(comparedRuns(subjects), ways.onOpen);
    else {
      const kind = DIALOG_KEYS.get(key);
      const isForMany = kind === 'delete' || kind === 'move';
      if (kind === undefined || subjects.length === 0 || (subjects.length > 1 && !isForMany)) return false;
      setDialog({ kind, versions: subjects });
    }
    return true;
  });
  useCommands(KEYS);
  const columns = versionGrid(isNarrow);
  return (
    <>
      <div className="flex h-10 flex-none items-center gap-1 border-b border-separator px-4 text-12">
        {list.ticked.length === 0 && (
          <span className="text-muted">
            {versions.length === 1
              ? '1 version'
              : `${formatCount(versions.length)} versions. Tick two or more to compare their runs.`}
          </span>
        )}
        <TickedToolbar
          label="Ticked versions"
          count={list.ticked.length}
          entries={() => versionEntries(name, list.ticked, ways)}
          onClear={list.clear}
        />
      </div>
      <ContextMenu entries={() => versionEntries(name, list.subjects, ways)}>
        <div className="flex min-h-0 flex-1 flex-col">
          <ListGrid
            label="Versions"
            count={versions.length}
            columns={`border-b border-separator ${columns.grid}`}
            heads={<Heads list={list} columns={columns} />}
            active={list.active && { index: list.activeIndex, rowId: rowIdOf(list.active.version) }}
            isMulti
          >
            {(index, top) => {
              const version = versions[index];
              return (
                version && (
                  <VersionRow
                    key={version.version}
                    name={name}
                    version={version}
                    looks={looks}
                    columns={columns}
                    index={index}
                    top={top}
                    isActive={index === list.activeIndex}
                    isTicked={list.isTicked(version.version)}
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
      {dialog && (
        <OpenDialog name={name} aliases={aliases} dialog={dialog} onClose={() => setDialog(undefined)} />
      )}
    </>
  );
}

function openIfThere(path: string | undefined, open: (path: string) => void): boolean {
  if (path !== undefined) open(path);
  return path !== undefined;
}

interface HeadsProps {
  list: { isAllTicked: boolean; ticked: readonly unknown[]; tickAll: (isTicked: boolean) => void };
  columns: ReturnType<typeof versionGrid>;
}

function Heads({ list, columns }: HeadsProps) {
  return (
    <>
      <TickAllHead list={list} />
      <span role="columnheader">Version</span>
      <span role="columnheader">Stage</span>
      <span role="columnheader">Aliases</span>
      <span role="columnheader">Description</span>
      <span role="columnheader" className={columns.metrics}>
        Metrics
      </span>
      <span role="columnheader">Source run</span>
      <span role="columnheader" className={columns.user}>
        User
      </span>
      <span role="columnheader">Created</span>
    </>
  );
}

interface OpenDialogProps {
  name: string;
  aliases: VersionListProps['aliases'];
  dialog: VersionDialog;
  onClose: () => void;
}

function OpenDialog({ name, aliases, dialog: { kind, versions }, onClose }: OpenDialogProps) {
  const numbers = versions.map(idOf);
  const [first] = versions;
  if (first === undefined) return null;
  switch (kind) {
    case 'alias':
      return <AliasDialog name={name} versions={numbers} aliases={aliases} onClose={onClose} />;
    case 'move':
      return <MoveDialog name={name} versions={numbers} onClose={onClose} />;
    case 'description':
      return (
        <DescriptionDialog
          of={{ name, version: first.version }}
          description={first.description ?? ''}
          onClose={onClose}
        />
      );
    case 'delete':
      return <DeleteVersionsDialog name={name} versions={versions} onClose={onClose} />;
  }
}

function NoVersions({ name }: { name: string }) {
  return (
    <EmptyState title="No versions yet">
      A version is a model that a run has logged, registered under this name.
      <Snippet
        label="In Python"
        what="line"
        code={`mlflow.register_model("runs:/RUN_ID/model", ${JSON.stringify(name)})`}
      />
      <Snippet
        label="Or as it is logged"
        what="line"
        code={`mlflow.sklearn.log_model(model, name="model", registered_model_name=${JSON.stringify(name)})`}
      />
    </EmptyState>
  );
}

const DIALOG_KEYS = new Map<string, VersionDialog['kind']>([
  ['m', 'move'],
  ['a', 'alias'],
  ['n', 'description'],
  ['Delete', 'delete'],
]);

const KEYS: readonly Command[] = [
  { section: 'This page', label: 'Next or previous row', keys: 'j' },
  { section: 'This page', label: 'Open', keys: 'Enter' },
  { section: 'This page', label: 'Tick', keys: 'x' },
  { section: 'This page', label: 'Compare the runs', keys: 'c' },
  { section: 'This page', label: 'Move to a stage', keys: 'm' },
  { section: 'This page', label: 'Set an alias', keys: 'a' },
  { section: 'This page', label: 'Edit the description', keys: 'n' },
  { section: 'This page', label: 'Delete', keys: 'Delete' },
];
