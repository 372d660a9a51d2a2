import { Link } from 'react-router';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { SkeletonBar } from '../../components/SkeletonBar.tsx';
import { Snippet } from '../../components/Snippet.tsx';
import { RelativeTime } from '../../components/Time.tsx';
import { formatBytes, formatCount } from '../../format.ts';
import { useStatus } from '../../queries/status.ts';
import { useTrackingUri } from '../../tracker.ts';
import { Audit } from './Audit.tsx';
import { Backups } from './Backups.tsx';
import { RegistrySettings } from './RegistrySettings.tsx';
import { Facts, Section } from './Section.tsx';
import { ThemeChoice } from './ThemeChoice.tsx';
import { Webhooks } from './webhooks/Webhooks.tsx';
import { YourName } from './YourName.tsx';

export function SettingsPage() {
  const trackingUri = useTrackingUri();
  const { data: status, error, isPending, refetch } = useStatus();
  return (
    <>
      <title>Settings · Tidemark</title>
      <PageHeader title="Settings" />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto w-full max-w-200 px-6 pb-12">
          {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
          {isPending && ['w-60', 'w-80', 'w-72'].map((width) => <SkeletonBar key={width} width={width} />)}
          {status && (
            <>
              <Section title="Tracker" note="Where scripts log to, and where it is kept.">
                <Snippet
                  label="In the shell that starts your script"
                  code={`export MLFLOW_TRACKING_URI=${trackingUri}`}
                  what="line"
                />
                <Facts
                  facts={[
                    ['Address', trackingUri],
                    ['Data folder', status.data_directory],
                    ['Database', formatBytes(status.database_bytes)],
                    ['Artifacts', formatBytes(status.artifacts_bytes)],
                    ['Running since', <RelativeTime key="time" time={status.start_time} />],
                  ]}
                />
                <p className="mt-2 text-12 text-muted">
                  Another folder or port is for the next start:{' '}
                  <code className="font-mono text-11">tidemark serve --data DIR --port N</code>
                </p>
              </Section>
              <Section title="Theme" note="Of this browser.">
                <ThemeChoice />
              </Section>
              <YourName />
              <RegistrySettings />
              <Webhooks />
              <Backups backups={status.backups} />
              <Section title="What is kept">
                <Facts
                  facts={Object.entries(status.counts).map(
                    ([what, count]) => [wordsOf(what), formatCount(count)] as const,
                  )}
                />
                <p className="mt-2 text-12">
                  <Link to="/trash" className="text-accent-ink hover:underline">
                    Trash
                  </Link>
                  {' · '}
                  <Link to="/disk" className="text-accent-ink hover:underline">
                    Disk
                  </Link>
                </p>
              </Section>
              <Section title="Versions">
                <Facts
                  facts={[
                    ['Tidemark', status.version],
                    ['Speaks the API of MLflow', status.mlflow_version],
                    ['Node', status.node_version],
                    ['SQLite', status.sqlite_version],
                    ['This device', status.device_id],
                  ]}
                />
              </Section>
              <Audit />
            </>
          )}
        </div>
      </div>
    </>
  );
}

function wordsOf(key: string): string {
  const words = key.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
