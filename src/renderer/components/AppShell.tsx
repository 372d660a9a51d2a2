import { lazy, Suspense } from 'react';
import { Outlet } from 'react-router';
import { useOverlay } from '../overlay.ts';
import { useCommandKeys } from '../use-command-keys.ts';
import { useDropGuard } from '../use-drop-guard.ts';
import { AskedDialogs } from './AskedDialogs.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { NewExperimentDialog } from './NewExperimentDialog.tsx';
import { Sidebar } from './Sidebar.tsx';
import { Toaster } from './Toaster.tsx';
import { TooltipProvider } from './Tooltip.tsx';
import { useGeneralCommands } from './use-general-commands.ts';

const palette = () => import('./CommandPalette.tsx');
const CommandPalette = lazy(palette);
const ShortcutSheet = lazy(() => import('./ShortcutSheet.tsx'));

const PRELOAD_MS = 800;

// The first page does not wait for what nobody has asked for yet. Where the tracker is gone by then, who asks for it is told.
setTimeout(() => void Promise.allSettled([palette()]), PRELOAD_MS);

/** The frame of every page. */
export function AppShell() {
  useGeneralCommands();
  useCommandKeys();
  useDropGuard();
  const { shown, close } = useOverlay();
  return (
    <TooltipProvider delayDuration={500}>
      <div className="grid h-full grid-cols-[208px_minmax(0,1fr)] xl:grid-cols-[232px_minmax(0,1fr)]">
        <Sidebar />
        <main className="relative flex min-h-0 min-w-0 flex-col">
          <Outlet />
          <ConnectionBanner />
        </main>
      </div>
      {shown === 'new-experiment' && <NewExperimentDialog onClose={close} />}
      <Suspense>
        {shown === 'palette' && <CommandPalette onClose={close} />}
        {shown === 'shortcuts' && <ShortcutSheet onClose={close} />}
      </Suspense>
      <AskedDialogs />
      <Toaster />
    </TooltipProvider>
  );
}
