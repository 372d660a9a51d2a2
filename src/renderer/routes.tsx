import { createBrowserRouter, type RouteObject } from 'react-router';
import { AppShell } from './components/AppShell.tsx';
import { NotFound } from './components/NotFound.tsx';
import { PageError } from './components/PageError.tsx';
import { pathOfMlflowLink } from './mlflow-links.ts';
import { MetricLinkPage } from './pages/compare/MetricLinkPage.tsx';

const home = async () => ({ Component: (await import('./pages/home/HomePage.tsx')).HomePage });
const experiments = async () => ({
  Component: (await import('./pages/experiments/ExperimentsPage.tsx')).ExperimentsPage,
});
const experiment = async () => ({
  Component: (await import('./pages/experiment/ExperimentPage.tsx')).ExperimentPage,
});
const run = async () => ({ Component: (await import('./pages/run/RunPage.tsx')).RunPage });
const compare = async () => ({ Component: (await import('./pages/compare/ComparePage.tsx')).ComparePage });
const alerts = async () => ({ Component: (await import('./pages/alerts/AlertsPage.tsx')).AlertsPage });
const trash = async () => ({ Component: (await import('./pages/trash/TrashPage.tsx')).TrashPage });
const disk = async () => ({ Component: (await import('./pages/disk/DiskPage.tsx')).DiskPage });
const models = async () => ({ Component: (await import('./pages/models/ModelsPage.tsx')).ModelsPage });
const model = async () => ({ Component: (await import('./pages/model/ModelPage.tsx')).ModelPage });
const modelVersion = async () => ({
  Component: (await import('./pages/model-version/ModelVersionPage.tsx')).ModelVersionPage,
});
const prompts = async () => ({ Component: (await import('./pages/prompts/PromptsPage.tsx')).PromptsPage });
const prompt = async () => ({ Component: (await import('./pages/prompt/PromptPage.tsx')).PromptPage });
const settings = async () => ({
  Component: (await import('./pages/settings/SettingsPage.tsx')).SettingsPage,
});

const PRELOAD_MS = 800;

// The first page is drawn by little code; that of the pages people go to next comes meanwhile. Where the tracker is gone by then
// nothing is lost: who opens such a page loads it then, and is told.
setTimeout(() => void Promise.allSettled([experiment(), run(), experiments()]), PRELOAD_MS);

/** Every page by its path. The code of most is loaded when they are opened. */
const pages: RouteObject[] = [
  { path: '/', lazy: home },
  { path: '/experiments', lazy: experiments },
  { path: '/experiments/:experimentId', lazy: experiment },
  { path: '/experiments/:experimentId/runs/:runId/*', lazy: run },
  { path: '/alerts', lazy: alerts },
  { path: '/trash', lazy: trash },
  { path: '/disk', lazy: disk },
  { path: '/settings', lazy: settings },
  { path: '/compare-runs', lazy: compare },
  { path: '/metric/*', element: <MetricLinkPage /> },
  { path: '/models', lazy: models },
  { path: '/models/:name', lazy: model },
  { path: '/models/:name/versions/:version', lazy: modelVersion },
  { path: '/prompts', lazy: prompts },
  { path: '/prompts/:name', lazy: prompt },
  { path: '*', element: <NotFound /> },
];

/** The pages by path. MLflow's `#/…` links lead to the page of the same thing, on opening and when one is pasted later. */
export function createRouter() {
  const path = pathOfMlflowLink(window.location.hash);
  if (path !== undefined) window.history.replaceState(null, '', path);
  const router = createBrowserRouter([
    {
      element: <AppShell />,
      errorElement: <PageError />,
      // While the code of the page that is opened first is loaded, its frame is there.
      children: [{ errorElement: <PageError />, hydrateFallbackElement: <></>, children: pages }],
    },
  ]);
  window.addEventListener('hashchange', () => {
    const target = pathOfMlflowLink(window.location.hash);
    if (target !== undefined) void router.navigate(target, { replace: true });
  });
  return router;
}
