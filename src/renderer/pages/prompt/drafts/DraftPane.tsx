import { CircleAlert, Ellipsis, GitCompare, GitMerge, Trash2 } from 'lucide-react';
import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { PromptDraft, PromptVersion } from '../../../../contract/index.ts';
import { variablesOf } from '../../../../prompts/index.ts';
import { type Command, useCommands } from '../../../commands.ts';
import { Button } from '../../../components/Button.tsx';
import { IconButton } from '../../../components/IconButton.tsx';
import { Kbd } from '../../../components/Kbd.tsx';
import { Menu } from '../../../components/Menu.tsx';
import type { MenuEntry } from '../../../components/menu-entries.ts';
import { showMessage } from '../../../components/messages.ts';
import { SegmentedChoice } from '../../../components/SegmentedChoice.tsx';
import { CommitDialog } from '../dialogs/CommitDialog.tsx';
import { MergeDialog } from '../dialogs/MergeDialog.tsx';
import { ContentEditor } from '../editor/ContentEditor.tsx';
import { asType } from '../editor/message-edits.ts';
import { PreviewPane } from '../preview/PreviewPane.tsx';
import { comparePath, placePath } from '../prompt-address.ts';
import { SplitPane } from '../SplitPane.tsx';
import { useVersionContent } from '../use-content.ts';
import { DraftConflict } from './DraftConflict.tsx';
import type { DraftState } from './draft-session.ts';
import { useDraftSession } from './use-draft-session.ts';

const TYPES = [
  ['text', 'Text'],
  ['chat', 'Chat'],
] as const;

interface DraftPaneProps {
  draft: PromptDraft;
  drafts: readonly PromptDraft[];
  versions: readonly PromptVersion[];
  onDelete: (draft: PromptDraft) => void;
  /** Told of the draft while it is being committed. */
  onHold: (draft: PromptDraft | undefined) => void;
}

/** A draft: typed into, saved by itself, committed when it is done. */
export function DraftPane({ draft, drafts, versions, onDelete, onHold }: DraftPaneProps) {
  const { name, draft_id, base_version } = draft;
  const navigate = useNavigate();
  const { session, state } = useDraftSession(draft);
  const [dialog, setDialog] = useState<'commit' | 'merge'>();
  const { content, generation, formatText } = state;
  const declared = versions.find(({ version }) => version === base_version)?.variables;
  const { content: base } = useVersionContent(name, base_version);
  const hints = useMemo(() => {
    const known = new Set([...variablesOf(content), ...versions.flatMap(({ variables }) => variables)]);
    return { known: [...known], declared };
  }, [content, versions, declared]);
  const others = drafts.filter((other) => other.draft_id !== draft_id);
  const openMerge = async () => {
    await session.save();
    setDialog('merge');
  };
  const isCommitting = dialog === 'commit';
  const hold = useEffectEvent(() => onHold(draft));
  useEffect(() => {
    if (isCommitting) hold();
    return () => onHold(undefined);
  }, [isCommitting, onHold]);
  const commands = useMemo<Command[]>(
    () => [
      { section: 'This page', label: 'Save the draft', keys: 'Mod+S', run: () => void session.save() },
      { section: 'This page', label: 'Commit the draft…', keys: 'Mod+Enter', run: () => setDialog('commit') },
    ],
    [session],
  );
  useCommands(commands);
  const entries: MenuEntry[] = [
    {
      label: base_version === undefined ? 'Compare' : `Compare with v${base_version}`,
      icon: GitCompare,
      isDisabled: versions.length === 0,
      onSelect: () =>
        void navigate(
          comparePath(name, base_version === undefined ? undefined : { version: base_version }, {
            draft: draft_id,
          }),
        ),
    },
    {
      label: 'Merge a draft into this one…',
      icon: GitMerge,
      isDisabled: others.length === 0,
      onSelect: () => void openMerge(),
    },
    'separator',
    { label: 'Delete the draft', icon: Trash2, isDanger: true, onSelect: () => onDelete(draft) },
  ];
  return (
    <SplitPane
      label={draft.title}
      bar={
        <>
          <input
            aria-label="Title of the draft"
            value={state.title}
            placeholder={state.saved.title}
            autoComplete="off"
            onChange={({ target }) => session.typeTitle(target.value)}
            className="h-7 min-w-20 flex-1 rounded-md bg-transparent px-2 text-13 font-medium placeholder:text-muted hover:bg-hover focus:bg-canvas"
          />
          <SaveState state={state} onRetry={() => void session.save()} />
          <SegmentedChoice
            label="Type"
            choices={TYPES}
            chosen={content.type}
            onChoose={(type) => session.type(asType(content, type))}
          />
          <Menu entries={entries} align="end">
            <IconButton icon={Ellipsis} label="Actions of the draft" />
          </Menu>
          <Button look="primary" onClick={() => setDialog('commit')}>
            Commit
          </Button>
        </>
      }
      notice={<DraftConflict session={session} state={state} />}
      editor={
        <>
          <ContentEditor
            // What came from elsewhere is shown as it is, without what was half typed in fields.
            key={generation}
            content={content}
            isReadOnly={false}
            hints={hints}
            onChange={(changed) => session.type(changed)}
            brokenFormat={formatText}
            onBrokenFormat={(text) => session.typeFormat(text)}
          />
          <p className="border-t border-separator px-4 py-2 text-11 text-muted">
            Saved by itself while you type. <Kbd keys="Mod+Enter" /> commits it as a version.
          </p>
        </>
      }
      preview={<PreviewPane name={name} content={content} />}
    >
      {dialog === 'commit' && (
        <CommitDialog
          session={session}
          nextVersion={Math.max(0, ...versions.map(({ version }) => Number(version))) + 1}
          base={base}
          declared={declared}
          onClose={() => setDialog(undefined)}
          onCommitted={(version) => {
            showMessage(`Committed v${version}`);
            void navigate(placePath(name, { version }), { replace: true });
          }}
        />
      )}
      {dialog === 'merge' && (
        <MergeDialog
          into={state.saved}
          others={others}
          onClose={() => setDialog(undefined)}
          onMerged={(merged) => {
            session.hear(merged);
            setDialog(undefined);
            showMessage(`Merged into “${merged.title}”`);
          }}
        />
      )}
    </SplitPane>
  );
}

function SaveState({ state: { status, error }, onRetry }: { state: DraftState; onRetry: () => void }) {
  if (status === 'failed')
    return (
      <span role="alert" className="flex min-w-0 items-center gap-1 text-failed" title={error?.message}>
        <CircleAlert />
        <span className="truncate">Not saved: {error?.message}</span>
        <Button look="quiet" onClick={onRetry}>
          Try again
        </Button>
      </span>
    );
  const words = { saved: 'Saved', typed: 'Typing', saving: 'Saving', conflict: 'Not saved' }[status];
  return (
    <span role="status" className="flex-none text-11 text-muted">
      {words}
    </span>
  );
}
