import { lazy, Suspense, useMemo } from 'react';
import { Navigate, useLocation, useParams, useSearchParams } from 'react-router';
import type { ModelVersion } from '../../../contract/index.ts';
import { type Command, useCommands } from '../../commands.ts';
import { AliasPill } from '../../components/AliasPill.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { LinkTabs } from '../../components/LinkTabs.tsx';
import { Page } from '../../components/Page.tsx';
import { SkeletonBar } from '../../components/SkeletonBar.tsx';
import { StageLabel } from '../../components/StageLabel.tsx';
import { useStageLooks } from '../../components/use-stage-looks.ts';
import { modelNameIn, modelPath, modelVersionPath, promptPath } from '../../model-paths.ts';
import { useModelLineage } from '../../queries/model-lineage.ts';
import { useModelVersion } from '../../queries/model-versions.ts';
import { useRegistrySettings } from '../../queries/registry-settings.ts';
import { useStageBoard } from '../../queries/stage-board.ts';
import { isGone, ModelGone } from '../model/ModelGone.tsx';
import { useVersionFiles } from './use-version-files.ts';
import { VersionActions } from './VersionActions.tsx';
import { VersionDetails } from './VersionDetails.tsx';
import { FilesElsewhere, VersionOverview } from './VersionOverview.tsx';
import { urisOfVersion } from './version-uris.ts';

const LineageGraph = lazy(() => import('./LineageGraph.tsx'));
const VersionFiles = lazy(() => import('./VersionFiles.tsx'));

const PROMPT_TAG = 'mlflow.prompt.is_prompt';
const TABS = [
  [undefined, 'Overview'],
  ['lineage', 'Lineage'],
  ['files', 'Files'],
] as const;

/** One version of a registered model. */
export function ModelVersionPage() {
  const name = modelNameIn(useLocation().pathname);
  const { version = '' } = useParams();
  const query = useModelVersion({ name, version });
  const isMissing = isGone(query.error);
  const one = isMissing ? undefined : query.data;
  const lineage = useModelLineage({ name, version });
  const around = useAround(name, one, lineage.data?.version.stage);
  const looks = useStageLooks();
  if (one?.tags?.some(({ key, value }) => key === PROMPT_TAG && value === 'true'))
    return <Navigate to={`${promptPath(name)}?version=${encodeURIComponent(version)}`} replace />;
  return (
    <Page
      title={`Version ${version}`}
      crumbs={[
        { label: 'Models', to: '/models' },
        { label: name, to: modelPath(name) },
      ]}
      beside={
        one && (
          <span className="flex min-w-0 items-center gap-2 overflow-hidden whitespace-nowrap text-12">
            <StageLabel stage={around.stage} {...looks(around.stage)} />
            {(one.aliases ?? []).map((alias) => (
              <AliasPill key={alias} alias={alias} />
            ))}
          </span>
        )
      }
      actions={one && <VersionActions version={one} {...around} />}
      query={isMissing ? { ...query, error: null, isPending: false } : query}
    >
      {isMissing ? (
        <ModelGone
          title={`There is no version ${version} of “${name}”`}
          to={modelPath(name, 'versions')}
          label={`Versions of ${name}`}
        />
      ) : (
        one && <Parts key={`${name}/${version}`} version={one} lineage={lineage} around={around} />
      )}
    </Page>
  );
}

interface Around {
  stage: string;
  uris: readonly string[];
  older: string | undefined;
  newer: string | undefined;
}

/** What the other versions of the model say of this one. */
function useAround(name: string, one: ModelVersion | undefined, stageNow: string | undefined): Around {
  const { data: board } = useStageBoard(name);
  const { data: settings } = useRegistrySettings();
  const stage = stageNow ?? one?.current_stage ?? 'None';
  return useMemo(() => {
    const versions = board?.versions ?? [];
    const numbers = versions.map(({ version }) => Number(version)).sort((a, b) => a - b);
    const own = Number(one?.version);
    const uris = one
      ? urisOfVersion({
          name,
          version: one.version,
          aliases: one.aliases ?? [],
          stage: settings?.stages.find((known) => known.name === stage),
          versions,
        })
      : [];
    return {
      stage,
      uris,
      older: numbers.findLast((number) => number < own)?.toString(),
      newer: numbers.find((number) => number > own)?.toString(),
    };
  }, [board, settings, one, name, stage]);
}

interface PartsProps {
  version: ModelVersion;
  lineage: ReturnType<typeof useModelLineage>;
  around: Around;
}

function Parts({ version: one, lineage, around }: PartsProps) {
  const { name, version } = one;
  const [query] = useSearchParams();
  const tab = TABS.find(([key]) => key === query.get('tab'))?.[0];
  const { data: board } = useStageBoard(name);
  const requests = board?.versions.find((other) => other.version === version)?.requests ?? [];
  useCommands(KEYS);
  return (
    <>
      <LinkTabs
        label="Parts of the version"
        tabs={TABS.map(([key, word]) => ({ to: modelVersionPath(name, version, key), word }))}
        current={modelVersionPath(name, version, tab)}
      />
      {tab === undefined ? (
        <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_296px] xl:grid-cols-[minmax(0,1fr)_376px]">
          <Main version={one} lineage={lineage} uris={around.uris} tab={tab} />
          <VersionDetails version={one} lineage={lineage.data} requests={requests} uris={around.uris} />
        </div>
      ) : (
        <Main version={one} lineage={lineage} uris={around.uris} tab={tab} />
      )}
    </>
  );
}

interface MainProps {
  version: ModelVersion;
  lineage: ReturnType<typeof useModelLineage>;
  uris: readonly string[];
  tab: 'lineage' | 'files' | undefined;
}

function Main({ version: { name, version }, lineage, uris, tab }: MainProps) {
  const { data, error, refetch } = lineage;
  const folder = useVersionFiles(data?.artifacts);
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <SkeletonBar width="w-60" />;
  if (tab === undefined)
    return <VersionOverview of={{ name, version }} lineage={data} folder={folder} uris={uris} />;
  return (
    <Suspense>
      {tab === 'lineage' && <LineageGraph lineage={data} />}
      {tab === 'files' && folder && <VersionFiles folder={folder} name={`${name} v${version}`} />}
      {tab === 'files' && data.artifacts === undefined && <FilesElsewhere lineage={data} />}
    </Suspense>
  );
}

const KEYS: readonly Command[] = [
  { section: 'This page', label: 'Older or newer version', keys: '[' },
  { section: 'This page', label: 'Move to a stage', keys: 'm' },
  { section: 'This page', label: 'Set an alias', keys: 'a' },
  { section: 'This page', label: 'Delete', keys: 'Delete' },
  { section: 'This page', label: 'All versions of the model', keys: 'Escape' },
];
