import './styles/app.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { followVisits } from './last-visit.ts';
import { followChanges } from './queries/changes.ts';
import { queryClient } from './queries/query-client.ts';
import { createRouter } from './routes.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root');

followChanges(queryClient);
followVisits();

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={createRouter()} />
    </QueryClientProvider>
  </StrictMode>,
);
