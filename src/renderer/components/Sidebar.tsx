import {
  Bell,
  Boxes,
  FlaskConical,
  HardDrive,
  House,
  type LucideIcon,
  MessageSquareText,
  Search,
  Settings,
  Trash2,
} from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Link, NavLink } from 'react-router';
import { useOverlay } from '../overlay.ts';
import { AlertCount } from './AlertCount.tsx';
import { ConnectionDot } from './ConnectionDot.tsx';
import { ExperimentTree } from './ExperimentTree.tsx';
import { IconButton } from './IconButton.tsx';
import { TextField } from './TextField.tsx';
import { ThemeSwitch } from './ThemeSwitch.tsx';

export function Sidebar() {
  const [search, setSearch] = useState('');
  const { open } = useOverlay();
  return (
    <aside aria-label="Navigation" className="flex min-h-0 flex-col border-r border-separator bg-panel">
      <div className="flex h-11 flex-none items-center gap-2 pr-2 pl-4">
        <Link to="/" className="flex flex-1 items-center gap-2 font-semibold">
          <img src="/icon.svg" alt="" className="size-4" />
          Tidemark
        </Link>
        <IconButton icon={Search} label="Go to anything" keys="Mod+K" onClick={() => open('palette')} />
      </div>
      <nav aria-label="Pages" className="px-2">
        <PageLink to="/" icon={House} label="Home" />
        <PageLink to="/experiments" icon={FlaskConical} label="Experiments" />
        <PageLink to="/models" icon={Boxes} label="Models" />
        <PageLink to="/prompts" icon={MessageSquareText} label="Prompts" />
        <PageLink to="/alerts" icon={Bell} label="Alerts" beside={<AlertCount />} />
      </nav>
      <TextField
        label="Search experiments"
        hidesLabel
        type="search"
        placeholder="Search experiments"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        className="mx-2 mt-3 mb-1 flex-none"
      />
      <ExperimentTree search={search} />
      <nav aria-label="Housekeeping" className="border-t border-separator p-2">
        <PageLink to="/trash" icon={Trash2} label="Trash" />
        <PageLink to="/disk" icon={HardDrive} label="Disk" />
        <PageLink to="/settings" icon={Settings} label="Settings" />
      </nav>
      <div className="flex h-9 flex-none items-center justify-between border-t border-separator pr-2 pl-4">
        <ConnectionDot />
        <ThemeSwitch />
      </div>
    </aside>
  );
}

interface PageLinkProps {
  to: string;
  icon: LucideIcon;
  label: string;
  beside?: ReactNode;
}

function PageLink({ to, icon: Icon, label, beside }: PageLinkProps) {
  return (
    <NavLink
      to={to}
      end
      className="flex h-7 items-center gap-2 rounded-md px-2 text-soft hover:bg-hover aria-[current=page]:bg-selected aria-[current=page]:font-medium aria-[current=page]:text-ink"
    >
      <Icon />
      {label}
      {beside}
    </NavLink>
  );
}
