import { Link } from 'react-router';
import { ConnectionDot } from './ConnectionDot.tsx';
import { ExperimentList } from './ExperimentList.tsx';
import { ThemeSwitch } from './ThemeSwitch.tsx';

export function Sidebar() {
  return (
    <div className="flex min-h-0 flex-col border-r border-separator bg-panel">
      <Link to="/" className="flex h-11 items-center gap-2 px-4 font-semibold">
        <img src="/icon.svg" alt="" className="size-4" />
        Tidemark
      </Link>
      <h2 className="px-4 pt-2 pb-1 text-11 font-medium text-muted">Experiments</h2>
      <ExperimentList />
      <div className="flex h-9 items-center justify-between border-t border-separator pr-2 pl-4">
        <ConnectionDot />
        <ThemeSwitch />
      </div>
    </div>
  );
}
