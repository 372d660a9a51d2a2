import { createBrowserRouter } from 'react-router';
import { AppShell } from './components/AppShell.tsx';
import { NotFound } from './components/NotFound.tsx';
import { pathOfMlflowLink } from './mlflow-links.ts';
import { ExperimentPage } from './pages/experiment/ExperimentPage.tsx';
import { HomePage } from './pages/home/HomePage.tsx';
import { RunPage } from './pages/run/RunPage.tsx';

/** The pages by path. MLflow's `#/…` links lead to the page of the same thing, on opening and when one is pasted later. */
export function createRouter() {
  const path = pathOfMlflowLink(window.location.hash);
  if (path !== undefined) window.history.replaceState(null, '', path);
  const router = createBrowserRouter([
    {
      element: <AppShell />,
      children: [
        { path: '/', element: <HomePage /> },
        { path: '/experiments/:experimentId', element: <ExperimentPage /> },
        { path: '/experiments/:experimentId/runs/:runId', element: <RunPage /> },
        { path: '*', element: <NotFound /> },
      ],
    },
  ]);
  window.addEventListener('hashchange', () => {
    const target = pathOfMlflowLink(window.location.hash);
    if (target !== undefined) void router.navigate(target, { replace: true });
  });
  return router;
}
