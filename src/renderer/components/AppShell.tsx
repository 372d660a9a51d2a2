import { Outlet } from 'react-router';
import { useOverlay } from '../overlay.ts';
import { useCommandKeys } from '../use-command-keys.ts';
import { useDropGuard } from '../use-drop-guard.ts';
import { AskedDialogs } from './AskedDialogs.tsx';
import { CommandPalette } from './CommandPalette.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { NewExperimentDialog } from './NewExperimentDialog.tsx';
import { ShortcutSheet } from './ShortcutSheet.tsx';
import { Sidebar } from './Sidebar.tsx';
import { Toaster } from './Toaster.tsx';
import { TooltipProvider } from './Tooltip.tsx';
import { useGeneralCommands } from './use-general-commands.ts';

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
      {/* Not loaded when asked for: what is typed meanwhile would go to the page. */}
      {shown === 'palette' && <CommandPalette onClose={close} />}
      {shown === 'shortcuts' && <ShortcutSheet onClose={close} />}
      {shown === 'new-experiment' && <NewExperimentDialog onClose={close} />}
      <AskedDialogs />
      <Toaster />
    </TooltipProvider>
  );
}
