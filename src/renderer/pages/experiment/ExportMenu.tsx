import { Download, X } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Menu } from '../../components/Menu.tsx';
import { formatCount } from '../../format.ts';
import type { RunRowsRequest } from '../../queries/run-rows.ts';
import { exportRuns, useRunExport } from './export-runs.ts';

const MEGABYTE = 1_000_000;

/** Saves the runs of the table as a file; while that goes on, how far it is and a way to stop it. */
export function ExportMenu({ request }: { request: RunRowsRequest }) {
  const { running } = useRunExport();
  if (running !== undefined)
    return (
      <span role="status" className="flex items-center gap-1 text-12 text-muted tabular-nums">
        Exporting {running.rows > 0 ? `${formatCount(running.rows)} runs, ` : ''}
        {(running.bytes / MEGABYTE).toFixed(1)} MB
        <IconButton icon={X} label="Stop the export" onClick={running.cancel} />
      </span>
    );
  return (
    <Menu
      align="end"
      entries={[
        { label: 'CSV, all columns', onSelect: () => void exportRuns(request, 'csv') },
        { label: 'Parquet, all columns', onSelect: () => void exportRuns(request, 'parquet') },
      ]}
    >
      <Button look="quiet">
        <Download />
        Export
      </Button>
    </Menu>
  );
}
