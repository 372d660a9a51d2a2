import { useState } from 'react';
import type { Response } from '../../../contract/index.ts';
import { Button } from '../../components/Button.tsx';
import { showError, showMessage } from '../../components/messages.ts';
import { RelativeTime } from '../../components/Time.tsx';
import { formatBytes } from '../../format.ts';
import { createBackup } from '../../queries/status.ts';
import { Section } from './Section.tsx';

export function Backups({ backups }: { backups: Response<'getStatus'>['backups'] }) {
  const [isBusy, setBusy] = useState(false);
  const create = async () => {
    setBusy(true);
    try {
      const { file, bytes } = await createBackup();
      showMessage(`Wrote and checked ${file} (${formatBytes(bytes)})`);
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section
      title="Backups"
      note="Whole, checked copies of the database; artifacts are not in them."
      actions={
        <Button disabled={isBusy} onClick={() => void create()}>
          {isBusy ? 'Writing…' : 'Back up now'}
        </Button>
      }
    >
      {backups.length === 0 ? (
        <p className="text-12 text-muted">
          None yet. They are put into the folder backups of the data folder.
        </p>
      ) : (
        <ul className="text-12">
          {backups.map(({ file, bytes, time }) => (
            <li key={file} className="flex min-h-7 items-center gap-3">
              <span className="min-w-0 flex-1 font-mono break-all">{file}</span>
              <span className="font-mono tabular-nums">{formatBytes(bytes)}</span>
              <span className="w-24 text-right text-muted">
                <RelativeTime time={time} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
