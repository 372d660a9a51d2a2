import { Copy, Ellipsis, GitBranch, GitCompare, Plus, Trash2 } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { PromptDraft, PromptVersion } from '../../../contract/index.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { LinkTabs } from '../../components/LinkTabs.tsx';
import { Menu } from '../../components/Menu.tsx';
import type { MenuEntry } from '../../components/menu-entries.ts';
import { showError } from '../../components/messages.ts';
import { Page } from '../../components/Page.tsx';
import { formatCount } from '../../format.ts';
import { restorePromptDraft, usePromptDrafts } from '../../queries/prompt-drafts.ts';
import { type Prompt, usePrompt, usePromptVersions } from '../../queries/prompts.ts';
import { isGone, ModelGone } from '../model/ModelGone.tsx';
import { DeletePromptsDialog } from '../prompts/DeletePromptsDialog.tsx';
import { copyText } from '../prompts/prompt-entries.ts';
import { versionUri } from '../prompts/prompt-lines.ts';
import { ComparePane } from './compare/ComparePane.tsx';
import { DetailsPane } from './DetailsPane.tsx';
import { DraftPane } from './drafts/DraftPane.tsx';
import { beginFirstDraft, branchFrom, deleteDraftWithUndo } from './drafts/draft-actions.ts';
import { LinksPane } from './LinksPane.tsx';
import { comparePath, type Place, placePath, tabPath, usePromptAddress } from './prompt-address.ts';
import { VersionPane } from './versions/VersionPane.tsx';
import { VersionsList } from './versions/VersionsList.tsx';
import { type HistoryRow, historyRows } from './versions/version-rows.ts';

/** A prompt: its versions and drafts at the left, the one that is chosen beside them. */
export function PromptPage() {
  const { name = '' } = useParams();
  return <NamedPrompt key={name} name={name} />;
}

function NamedPrompt({ name }: { name: string }) {
  const prompt = usePrompt(name);
  const versions = usePromptVersions(name);
  const drafts = usePromptDrafts(name);
  const navigate = useNavigate();
  const [isDeleting, setDeleting] = useState(false);
  const gone = [prompt.error, versions.error, drafts.error].some(isGone);
  const failed = [prompt, versions, drafts].find(({ error }) => error !== null);
  const query = gone
    ? { error: null, isPending: false, refetch: prompt.refetch }
    : {
        error: failed?.error ?? null,
        isPending: prompt.isPending || versions.isPending || drafts.isPending,
        refetch: () => Promise.all([prompt.refetch(), versions.refetch(), drafts.refetch()]),
      };
  const type = versions.data?.[0]?.type;
  return (
    <Page
      title={name}
      crumbs={[{ label: 'Prompts', to: '/prompts' }]}
      beside={
        !gone &&
        versions.data && (
          <span className="flex-none text-12 text-muted tabular-nums">
            {[type, countWords(versions.data.length)].filter(Boolean).join(' · ')}
          </span>
        )
      }
      actions={
        !gone && (
          <Menu
            entries={[
              {
                label: 'Delete the prompt…',
                icon: Trash2,
                isDanger: true,
                onSelect: () => setDeleting(true),
              },
            ]}
            align="end"
          >
            <IconButton icon={Ellipsis} label="Actions of the prompt" />
          </Menu>
        )
      }
      query={query}
    >
      {gone && <ModelGone title={`There is no prompt “${name}”`} to="/prompts" label="All prompts" />}
      {!gone && prompt.data && versions.data && drafts.data && (
        <OpenPrompt prompt={prompt.data} versions={versions.data} drafts={drafts.data} />
      )}
      {isDeleting && (
        <DeletePromptsDialog
          prompts={[{ name, versions: versions.data?.length ?? 0, aliases: prompt.data?.aliases ?? [] }]}
          onClose={() => setDeleting(false)}
          onDeleted={() => void navigate('/prompts')}
        />
      )}
    </Page>
  );
}

function countWords(versions: number): string {
  if (versions === 0) return 'No version yet';
  return versions === 1 ? '1 version' : `${formatCount(versions)} versions`;
}

interface OpenPromptProps {
  prompt: Prompt;
  versions: readonly PromptVersion[];
  drafts: readonly PromptDraft[];
}

function OpenPrompt({ prompt, versions, drafts }: OpenPromptProps) {
  const { name, aliases = [] } = prompt;
  const navigate = useNavigate();
  const { place: asked, compare, tab } = usePromptAddress();
  const rows = useMemo(() => historyRows(drafts, versions), [drafts, versions]);
  const isEmpty = rows.length === 0;
  const go = (place: Place, isStep = true) => void navigate(placePath(name, place), { replace: !isStep });
  useEffect(() => {
    if (isEmpty) void beginFirstDraft(name);
  }, [isEmpty, name]);
  const place = asked ?? firstPlace(versions, drafts);
  /** The draft that is being committed: it is shown until its version is, though it is gone by then. */
  const [held, setHeld] = useState<PromptDraft>();
  const branch = (version: string | undefined) =>
    void branchFrom(name, version).then(({ draft_id }) => go({ draft: draft_id }), showError);
  const remove = async (draft: PromptDraft) => {
    const isDone = await deleteDraftWithUndo(draft, () => go({ draft: draft.draft_id }));
    if (isDone && place?.draft === draft.draft_id) void navigate(placePath(name), { replace: true });
  };
  const entriesOf = ({ draft, version }: HistoryRow): MenuEntry[] => {
    if (version === undefined)
      return [
        { label: 'Delete the draft', icon: Trash2, isDanger: true, onSelect: () => void remove(draft) },
      ];
    const { version: number } = version;
    const uri = versionUri(name, number);
    const newest = versions[0]?.version;
    return [
      { label: `Branch from v${number}`, icon: GitBranch, onSelect: () => branch(number) },
      {
        label: 'Compare with the newest',
        icon: GitCompare,
        isDisabled: newest === undefined || newest === number,
        onSelect: () =>
          newest !== undefined && void navigate(comparePath(name, { version: number }, { version: newest })),
      },
      { label: `Copy ${uri}`, icon: Copy, onSelect: () => copyText(uri, uri) },
    ];
  };
  const shown = compare !== undefined ? 'compare' : tab;
  const tabs = [
    { to: placePath(name, place), word: 'Prompt', isShown: shown === 'prompt' },
    { to: comparePath(name, undefined, place), word: 'Compare', isShown: shown === 'compare' },
    { to: tabPath(name, 'links'), word: 'Runs and traces', isShown: shown === 'links' },
    { to: tabPath(name, 'details'), word: 'Details', isShown: shown === 'details' },
  ];
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[200px_minmax(0,1fr)] xl:grid-cols-[264px_minmax(0,1fr)]">
      <aside aria-label="History" className="flex min-h-0 min-w-0 flex-col border-r border-separator">
        <div className="flex h-9 flex-none items-center justify-between border-b border-separator pr-2 pl-3 text-12">
          <h2 className="font-semibold">Versions</h2>
          <IconButton
            icon={Plus}
            label={versions[0] ? `New draft from v${versions[0].version}` : 'New draft'}
            onClick={() => branch(versions[0]?.version)}
          />
        </div>
        <VersionsList
          rows={rows}
          chosen={compare === undefined ? place : compare[1]}
          onChoose={(chosen) =>
            compare === undefined
              ? go(chosen)
              : void navigate(comparePath(name, compare[0], chosen), { replace: true })
          }
          entriesOf={entriesOf}
        />
      </aside>
      <div className="flex min-h-0 min-w-0 flex-col">
        <LinkTabs label="Parts of the prompt" tabs={tabs} current={tabs.find(({ isShown }) => isShown)?.to} />
        {shown === 'compare' && compare && (
          <ComparePane name={name} rows={rows} left={compare[0]} right={compare[1]} />
        )}
        {shown === 'links' && <LinksPane name={name} versions={versions} />}
        {shown === 'details' && <DetailsPane prompt={prompt} />}
        {shown === 'prompt' && place && (
          <Chosen
            name={name}
            place={place}
            versions={versions}
            drafts={drafts}
            aliases={aliases}
            onEdit={branch}
            onDelete={(draft) => void remove(draft)}
            held={held}
            onHold={setHeld}
          />
        )}
      </div>
    </div>
  );
}

function firstPlace(versions: readonly PromptVersion[], drafts: readonly PromptDraft[]): Place | undefined {
  const [version] = versions;
  if (version !== undefined) return { version: version.version };
  const [draft] = drafts;
  return draft === undefined ? undefined : { draft: draft.draft_id };
}

interface ChosenProps {
  name: string;
  place: Place;
  versions: readonly PromptVersion[];
  drafts: readonly PromptDraft[];
  aliases: readonly { alias: string; version: string }[];
  onEdit: (version: string) => void;
  onDelete: (draft: PromptDraft) => void;
  held: PromptDraft | undefined;
  onHold: (draft: PromptDraft | undefined) => void;
}

function Chosen({ name, place, versions, drafts, aliases, onEdit, onDelete, held, onHold }: ChosenProps) {
  if (place.draft !== undefined) {
    const kept = held?.draft_id === place.draft ? held : undefined;
    const draft = drafts.find(({ draft_id }) => draft_id === place.draft) ?? kept;
    if (draft === undefined) return <DraftGone name={name} draftId={place.draft} />;
    return (
      <DraftPane
        key={draft.draft_id}
        draft={draft}
        drafts={drafts}
        versions={versions}
        onDelete={onDelete}
        onHold={onHold}
      />
    );
  }
  const index = versions.findIndex(({ version }) => version === place.version);
  const version = versions[index];
  if (version === undefined)
    return (
      <ModelGone
        title={`There is no version ${place.version}`}
        to={placePath(name)}
        label="The newest version"
      />
    );
  return (
    <VersionPane
      key={version.version}
      name={name}
      version={version}
      aliases={aliases}
      before={version.parent_version ?? versions[index + 1]?.version}
      onEdit={onEdit}
    />
  );
}

/** In place of a draft that was committed or deleted, here or elsewhere. */
function DraftGone({ name, draftId }: { name: string; draftId: string }) {
  return (
    <EmptyState title="This draft is not there any more">
      It was committed as a version, or deleted. What you typed and did not save is kept in this browser, and
      is there again when the draft is.
      <p className="mt-3 flex items-center gap-3">
        <Button onClick={() => void restorePromptDraft(draftId).catch(showError)}>Restore the draft</Button>
        <Link to={placePath(name)} className="text-accent-ink hover:underline">
          The newest version
        </Link>
      </p>
    </EmptyState>
  );
}
