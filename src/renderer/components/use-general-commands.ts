import {
  Bell,
  BellPlus,
  Boxes,
  FlaskConical,
  HardDrive,
  House,
  Keyboard,
  Link2,
  MessageSquareText,
  Monitor,
  Moon,
  Plus,
  Search,
  Settings,
  Sun,
  Trash2,
  Undo2,
} from 'lucide-react';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { type Command, useCommands } from '../commands.ts';
import { useOverlay } from '../overlay.ts';
import { openNewRule } from '../rule-dialog.ts';
import { useTheme } from '../theme.ts';
import { trackingUri } from '../tracker.ts';
import { showError, showMessage, undoLatest } from './messages.ts';

/** What can be done on every page. */
export function useGeneralCommands(): void {
  const navigate = useNavigate();
  const commands = useMemo<Command[]>(() => {
    const { open } = useOverlay.getState();
    const { setTheme } = useTheme.getState();
    const go = (path: string) => () => void navigate(path);
    return [
      { section: 'Go to', label: 'Home', icon: House, keys: 'g h', run: go('/') },
      { section: 'Go to', label: 'Experiments', icon: FlaskConical, keys: 'g e', run: go('/experiments') },
      { section: 'Go to', label: 'Models', icon: Boxes, keys: 'g m', run: go('/models') },
      { section: 'Go to', label: 'Prompts', icon: MessageSquareText, keys: 'g p', run: go('/prompts') },
      { section: 'Go to', label: 'Alerts', icon: Bell, keys: 'g a', run: go('/alerts') },
      { section: 'Go to', label: 'Trash', icon: Trash2, keys: 'g t', run: go('/trash') },
      { section: 'Go to', label: 'Disk', icon: HardDrive, keys: 'g d', run: go('/disk') },
      { section: 'Go to', label: 'Settings', icon: Settings, keys: 'g s', run: go('/settings') },
      {
        section: 'Tidemark',
        label: 'Go to anything',
        icon: Search,
        keys: 'Mod+K',
        run: () => open('palette'),
      },
      {
        section: 'Tidemark',
        label: 'Show the keys',
        icon: Keyboard,
        keys: '?',
        run: () => open('shortcuts'),
      },
      { section: 'Tidemark', label: 'Undo', icon: Undo2, keys: 'Mod+Z', run: () => void undoLatest() },
      {
        section: 'Tidemark',
        label: 'Create an experiment',
        icon: Plus,
        keys: 'c',
        run: () => open('new-experiment'),
      },
      { section: 'Tidemark', label: 'New alert…', icon: BellPlus, run: () => openNewRule() },
      { section: 'Tidemark', label: 'Copy the tracking URI', icon: Link2, run: copyTrackingUri },
      { section: 'Tidemark', label: 'Use the light theme', icon: Sun, run: () => setTheme('light') },
      { section: 'Tidemark', label: 'Use the dark theme', icon: Moon, run: () => setTheme('dark') },
      {
        section: 'Tidemark',
        label: 'Use the theme of the system',
        icon: Monitor,
        run: () => setTheme('system'),
      },
    ];
  }, [navigate]);
  useCommands(commands);
}

function copyTrackingUri(): void {
  navigator.clipboard
    .writeText(trackingUri())
    .then(() => showMessage(`Copied ${trackingUri()}`))
    .catch(showError);
}
