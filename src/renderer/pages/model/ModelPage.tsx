import { PanelRight } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { Navigate, useLocation, useNavigate } from 'react-router';
import type { RegisteredModel } from '../../../contract/index.ts';
import { type Command, useCommands } from '../../commands.ts';
import { AliasPill } from '../../components/AliasPill.tsx';
import { CopyButton } from '../../components/CopyButton.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { LinkTabs } from '../../components/LinkTabs.tsx';
import { Page } from '../../components/Page.tsx';
import { modelNameIn, modelPath, modelVersionPath, promptPath } from '../../model-paths.ts';
import { useRegisteredModel } from '../../queries/registered-models.ts';
import { type BoardVersion, useStageBoard } from '../../queries/stage-board.ts';
import { StageBoard } from './board/StageBoard.tsx';
import { ModelHistory } from './history/ModelHistory.tsx';
import { ModelActions } from './ModelActions.tsx';
import { ModelDetails } from './ModelDetails.tsx';
import { isGone, ModelGone } from './ModelGone.tsx';
import { useDetailsShown } from './use-details-shown.ts';
import { MODEL_TABS, type ModelTab, useModelTab } from './use-model-tab.ts';
import { VersionList } from './VersionList.tsx';

const PROMPT_TAG = 'mlflow.prompt.is_prompt';
const MOST_ALIASES = 3;
const CRUMBS = [{ label: 'Models', to: '/models' }];

/** A registered model: its versions by stage, as a list, and through time. */
export function ModelPage() {
  const name = modelNameIn(useLocation().pathname);
  const model = useRegisteredModel(name);
  if (isPrompt(model.data)) return <Navigate to={promptPath(name)} replace />;
  const isMissing = isGone(model.error);
  return (
    <Page
      title={name}
      crumbs={CRUMBS}
      beside={model.data && !isMissing && <Beside model={model.data} />}
      actions={model.data && !isMissing && <ModelActions model={model.data} />}
      query={isMissing ? { ...model, error: null, isPending: false } : model}
    >
      {isMissing ? (
        <ModelGone title={`There is no model named “${name}”`} to="/models" label="All models" />
      ) : (
        model.data && <Parts key={name} model={model.data} />
      )}
    </Page>
  );
}

const isPrompt = (model: RegisteredModel | undefined) =>
  model?.tags?.some(({ key, value }) => key === PROMPT_TAG && value === 'true') === true;

function Beside({ model: { name, aliases = [] } }: { model: RegisteredModel }) {
  return (
    <>
      <CopyButton text={name} what="name" />
      <span className="flex min-w-0 gap-1 overflow-hidden whitespace-nowrap">
        {aliases.slice(0, MOST_ALIASES).map(({ alias, version }) => (
          <AliasPill
            key={alias}
            alias={alias}
            label={`@${alias} v${version}`}
            href={modelVersionPath(name, version)}
          />
        ))}
        {aliases.length > MOST_ALIASES && (
          <span className="text-11 text-muted">+{aliases.length - MOST_ALIASES}</span>
        )}
      </span>
    </>
  );
}

function Parts({ model }: { model: RegisteredModel }) {
  const { name } = model;
  const board = useStageBoard(name);
  const tab = useModelTab(board.data?.versions.length);
  const [isShown, toggle] = useDetailsShown(tab === 'versions');
  const navigate = useNavigate();
  const versions = useMemo(() => newestFirst(board.data?.versions ?? []), [board.data]);
  const numbers = useMemo(() => versions.map(({ version }) => version), [versions]);
  const commands = useMemo<Command[]>(
    () => [
      { section: 'This page', label: 'Show or hide the details', icon: PanelRight, keys: 'i', run: toggle },
      ...MODEL_TABS.map(([one, word], index) => ({
        section: 'This page' as const,
        label: word,
        keys: String(index + 1),
        run: () => void navigate(modelPath(name, one), { replace: true }),
      })),
    ],
    [toggle, navigate, name],
  );
  useCommands(commands);
  return (
    <>
      <LinkTabs
        label="Parts of the model"
        tabs={MODEL_TABS.map(([one, word]) => ({ to: modelPath(name, one), word }))}
        current={tab === undefined ? undefined : modelPath(name, tab)}
      >
        <IconButton
          icon={PanelRight}
          label={isShown ? 'Hide the details' : 'Show the details'}
          keys="i"
          aria-pressed={isShown}
          onClick={toggle}
        />
      </LinkTabs>
      <div
        className={`grid min-h-0 flex-1 ${isShown ? 'grid-cols-[minmax(0,1fr)_280px] xl:grid-cols-[minmax(0,1fr)_336px]' : 'grid-cols-[minmax(0,1fr)]'}`}
      >
        <div className="flex min-h-0 min-w-0 flex-col">
          {tab !== undefined &&
            contentOf(
              tab,
              name,
              <VersionList
                name={name}
                versions={versions}
                query={board}
                aliases={model.aliases ?? []}
                isNarrow={isShown}
              />,
            )}
        </div>
        {isShown && <ModelDetails model={model} versions={numbers} />}
      </div>
    </>
  );
}

function contentOf(tab: ModelTab, name: string, list: ReactNode): ReactNode {
  if (tab === 'versions') return list;
  // Not loaded when asked for: React keeps what replaces a waiting part for 300 ms.
  return tab === 'board' ? <StageBoard name={name} /> : <ModelHistory name={name} />;
}

const newestFirst = (versions: readonly BoardVersion[]) =>
  versions.toSorted((a, b) => Number(b.version) - Number(a.version));
