import { Outlet } from 'react-router';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { Sidebar } from './Sidebar.tsx';

/** The frame of every page. */
export function AppShell() {
  return (
    <div className="grid h-full grid-cols-[208px_minmax(0,1fr)] xl:grid-cols-[232px_minmax(0,1fr)]">
      <Sidebar />
      <main className="relative flex min-h-0 min-w-0 flex-col">
        <Outlet />
        <ConnectionBanner />
      </main>
    </div>
  );
}
