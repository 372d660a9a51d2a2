import { EllipsisVertical } from 'lucide-react';
import { type RefObject, useState } from 'react';
import { IconButton } from '../components/IconButton.tsx';
import { Menu } from '../components/Menu.tsx';
import type { MenuEntry } from '../components/menu-entries.ts';
import { showError, showMessage } from '../components/messages.ts';
import type { ChartHandle } from './chart-props.ts';
import { type ChartSettings, type LineDefaults, withDefaults } from './chart-settings.ts';
import type { Charted } from './charted-runs.ts';
import { type ChartsView, titleOf, withChart, withoutChart } from './charts-view.ts';
import { lineEntries } from './LinesMenu.tsx';
import { lineActions } from './line-actions.ts';
import { linkOfChart } from './opened-chart.ts';
import { saveChart } from './save-chart.ts';
import { EditChartDialog } from './setup/ChartDialog.tsx';

interface ChartMenuProps {
  chart: ChartSettings;
  charted: Charted;
  view: ChartsView;
  onChange: (view: ChartsView) => void;
  handle: RefObject<ChartHandle | null>;
}

const FORMATS = ['png', 'svg', 'csv'] as const;

/** What can be done with a chart. */
export function ChartMenu({ chart, charted, view, onChange, handle }: ChartMenuProps) {
  const [isSetUp, setIsSetUp] = useState(false);
  const set = (changed: Partial<LineDefaults>) =>
    onChange(withChart(view, { ...chart, ...changed } as ChartSettings));
  const save = (format: (typeof FORMATS)[number]) => {
    if (handle.current !== null) void saveChart(handle.current, titleOf(chart), format);
  };
  const entries: MenuEntry[] = [
    { label: 'Set up…', onSelect: () => setIsSetUp(true) },
    ...(chart.kind === 'line'
      ? [{ label: 'Lines', entries: lineEntries(withDefaults(chart, view.lines), set) }]
      : []),
    {
      label: 'Duplicate',
      onSelect: () => onChange(withChart(view, { ...chart, id: crypto.randomUUID() })),
    },
    ...(chart.kind === 'line' ? lineActions(chart.metrics, charted, handle) : []),
    { label: 'Copy the link', onSelect: () => void copyLink(chart.id) },
    'separator',
    ...(isOfFiles(chart)
      ? []
      : [
          ...FORMATS.map((format) => ({
            label: `Save as ${format.toUpperCase()}`,
            onSelect: () => save(format),
          })),
          'separator' as const,
        ]),
    { label: 'Remove', isDanger: true, onSelect: () => onChange(withoutChart(view, chart.id)) },
  ];
  return (
    <>
      <Menu entries={entries} align="end">
        <IconButton icon={EllipsisVertical} label="More for this chart" />
      </Menu>
      {isSetUp && (
        <EditChartDialog
          chart={chart}
          charted={charted}
          onClose={() => setIsSetUp(false)}
          onDone={(changed) => {
            onChange(withChart(view, changed));
            setIsSetUp(false);
          }}
        />
      )}
    </>
  );
}

async function copyLink(chartId: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(linkOfChart(window.location.href, chartId));
    showMessage('Copied the link to this chart');
  } catch (error) {
    showError(error);
  }
}

/** Nothing is drawn of files; they can be saved where they lie. */
function isOfFiles({ kind }: ChartSettings): boolean {
  return ['images', 'text', 'table', 'audio', 'video'].includes(kind);
}
