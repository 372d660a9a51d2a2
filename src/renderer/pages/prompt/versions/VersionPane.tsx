import { AtSign, Copy, Ellipsis, GitBranch, GitCompare, Trash2, X } from 'lucide-react';
import { useCallback, useEffectEvent, useMemo, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { PromptVersion } from '../../../../contract/index.ts';
import { type Command, useCommands } from '../../../commands.ts';
import { AliasPill } from '../../../components/AliasPill.tsx';
import { Button } from '../../../components/Button.tsx';
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx';
import { DetailSection } from '../../../components/DetailSection.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { IconButton } from '../../../components/IconButton.tsx';
import { Menu } from '../../../components/Menu.tsx';
import type { MenuEntry } from '../../../components/menu-entries.ts';
import { showError } from '../../../components/messages.ts';
import { SkeletonBar } from '../../../components/SkeletonBar.tsx';
import { TagSection } from '../../../components/TagSection.tsx';
import { formatCount, formatDateTime } from '../../../format.ts';
import { deletePromptVersion, setPromptVersionTag } from '../../../queries/prompts.ts';
import { trackingUri } from '../../../tracker.ts';
import { actorWords } from '../../../your-name.ts';
import { copyText } from '../../prompts/prompt-entries.ts';
import { aliasUri, loadingLines, versionUri } from '../../prompts/prompt-lines.ts';
import { AliasDialog } from '../dialogs/AliasDialog.tsx';
import { moveAlias } from '../dialogs/alias-actions.ts';
import { ContentEditor } from '../editor/ContentEditor.tsx';
import { PreviewPane } from '../preview/PreviewPane.tsx';
import { comparePath, placePath } from '../prompt-address.ts';
import { SplitPane } from '../SplitPane.tsx';
import { useVersionContent } from '../use-content.ts';

interface VersionPaneProps {
  name: string;
  version: PromptVersion;
  /** All of the prompt. */
  aliases: readonly { alias: string; version: string }[];
  /** What it is compared with at first: the one before it. */
  before: string | undefined;
  onEdit: (version: string) => void;
}

const NOTHING = () => undefined;

/** A version: read, copied, compared, given aliases and tags; it cannot be changed, only be the beginning of a draft. */
export function VersionPane({ name, version: shown, aliases, before, onEdit }: VersionPaneProps) {
  const { version, commit_message, variables } = shown;
  const navigate = useNavigate();
  const { content, error, refetch } = useVersionContent(name, version);
  const [dialog, setDialog] = useState<'alias' | 'delete'>();
  const hints = useMemo(() => ({ known: variables, declared: undefined }), [variables]);
  const close = () => setDialog(undefined);
  const edit = useEffectEvent(() => onEdit(version));
  const compare = useCallback(() => {
    if (before !== undefined) void navigate(comparePath(name, { version: before }, { version }));
  }, [navigate, name, before, version]);
  const commands = useMemo<Command[]>(
    () => [
      { section: 'This page', label: 'Edit as a draft', icon: GitBranch, keys: 'e', run: () => edit() },
      {
        section: 'This page',
        label: 'Compare with the one before',
        icon: GitCompare,
        keys: 'c',
        run: compare,
      },
      {
        section: 'This page',
        label: 'Set an alias…',
        icon: AtSign,
        keys: 'a',
        run: () => setDialog('alias'),
      },
    ],
    [compare],
  );
  useCommands(commands);
  return (
    <SplitPane
      label={`Version ${version}`}
      bar={
        <>
          <h2 className="flex-none text-13 font-medium tabular-nums">v{version}</h2>
          <Aliases name={name} shown={shown} aliases={aliases} onSet={() => setDialog('alias')} />
          <span title={commit_message} className="min-w-0 flex-1 truncate text-muted">
            {commit_message}
          </span>
          <Menu entries={copyEntries(name, shown)} align="end">
            <IconButton icon={Copy} label="Copy" />
          </Menu>
          <Menu
            entries={[
              {
                label: 'Delete this version…',
                icon: Trash2,
                isDanger: true,
                onSelect: () => setDialog('delete'),
              },
            ]}
            align="end"
          >
            <IconButton icon={Ellipsis} label="More actions of the version" />
          </Menu>
          <Button disabled={before === undefined} onClick={compare}>
            <GitCompare />
            Compare
          </Button>
          <Button look="primary" onClick={() => onEdit(version)}>
            <GitBranch />
            Edit as draft
          </Button>
        </>
      }
      editor={
        <>
          {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
          {content && <ContentEditor content={content} isReadOnly hints={hints} onChange={NOTHING} />}
          {!content && !error && <SkeletonBar width="w-60" />}
        </>
      }
      preview={
        <>
          {content && <PreviewPane name={name} content={content} />}
          <About name={name} shown={shown} />
          <TagSection
            tags={shown.tags}
            isEditable
            hint="None yet. Tags of a version can be searched by."
            onSet={(key, value) => setPromptVersionTag(name, version, key, value)}
          />
        </>
      }
    >
      {dialog === 'alias' && <AliasDialog name={name} version={version} aliases={aliases} onClose={close} />}
      {dialog === 'delete' && (
        <DeleteVersionDialog
          name={name}
          shown={shown}
          onClose={close}
          onDeleted={() => void navigate(placePath(name), { replace: true })}
        />
      )}
    </SplitPane>
  );
}

interface AliasesProps {
  name: string;
  shown: PromptVersion;
  aliases: readonly { alias: string; version: string }[];
  onSet: () => void;
}

function Aliases({ name, shown: { version, aliases: own }, aliases, onSet }: AliasesProps) {
  const others = aliases.filter((one) => one.version !== version);
  const move = (alias: string, to: string | undefined, from: string) =>
    void moveAlias({ name, alias, to, from }).catch(showError);
  const entries: MenuEntry[] = [
    { label: 'Set an alias…', icon: AtSign, onSelect: onSet },
    ...(others.length === 0 ? [] : ['separator' as const]),
    ...others.map(({ alias, version: from }) => ({
      label: `Move @${alias} here, from v${from}`,
      onSelect: () => move(alias, version, from),
    })),
    ...(own.length === 0 ? [] : ['separator' as const]),
    ...own.map((alias) => ({
      label: `Remove @${alias}`,
      icon: X,
      onSelect: () => move(alias, undefined, version),
    })),
  ];
  return (
    <span className="flex min-w-0 flex-initial items-center gap-1 overflow-hidden">
      {own.map((alias) => (
        <AliasPill key={alias} alias={alias} />
      ))}
      <Menu entries={entries}>
        <IconButton icon={AtSign} label={`Aliases of v${version}`} />
      </Menu>
    </span>
  );
}

function copyEntries(name: string, { version, aliases, variables }: PromptVersion): MenuEntry[] {
  const uris = [versionUri(name, version), ...aliases.map((alias) => aliasUri(name, alias))];
  return [
    ...uris.map((uri) => ({ label: uri, onSelect: () => copyText(uri, uri) })),
    'separator',
    ...uris.map((uri) => ({
      label: `Python for ${uri.slice(uri.search(/[^/]*$/))}`,
      onSelect: () => copyText(loadingLines(uri, trackingUri(), variables), 'the lines for Python'),
    })),
  ];
}

function About({ name, shown }: { name: string; shown: PromptVersion }) {
  const { creation_time, user_id, parent_version, merged_version, size, commit_message } = shown;
  const parents = [parent_version, merged_version].filter((one) => one !== undefined);
  return (
    <DetailSection title="About">
      <dl className="grid grid-cols-[96px_minmax(0,1fr)] gap-x-3 gap-y-1 pt-1">
        <dt className="text-muted">Message</dt>
        <dd className="break-words whitespace-pre-wrap">{commit_message || 'None'}</dd>
        <dt className="text-muted">Committed</dt>
        <dd>
          {formatDateTime(creation_time)}
          {user_id && ` by ${actorWords(user_id)}`}
        </dd>
        {parents.length > 0 && (
          <>
            <dt className="text-muted">{merged_version === undefined ? 'Made from' : 'Merged from'}</dt>
            <dd className="flex gap-2">
              {parents.map((parent) => (
                <Link
                  key={parent}
                  to={placePath(name, { version: parent })}
                  className="text-accent-ink hover:underline"
                >
                  v{parent}
                </Link>
              ))}
            </dd>
          </>
        )}
        <dt className="text-muted">Length</dt>
        <dd className="tabular-nums">{formatCount(size)} characters</dd>
      </dl>
    </DetailSection>
  );
}

interface DeleteVersionDialogProps {
  name: string;
  shown: PromptVersion;
  onClose: () => void;
  onDeleted: () => void;
}

function DeleteVersionDialog({
  name,
  shown: { version, aliases },
  onClose,
  onDeleted,
}: DeleteVersionDialogProps) {
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={`Delete v${version} of “${name}”`}
      action={`Delete v${version}`}
      onConfirm={async () => {
        await deletePromptVersion(name, version);
        onDeleted();
      }}
    >
      <p>
        This deletes version {version}
        {aliases.length > 0 && ` and ${aliases.map((alias) => `@${alias}`).join(', ')}`}. It cannot be brought
        back, and scripts that load {versionUri(name, version)} will fail.
      </p>
    </ConfirmDialog>
  );
}
