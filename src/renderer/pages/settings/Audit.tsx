import { CircleAlert, CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { Button } from '../../components/Button.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { showError } from '../../components/messages.ts';
import { formatCount, formatDateTime } from '../../format.ts';
import { type AuditEntry, useAudit, verifyChanges } from '../../queries/status.ts';
import { pathOfRegistryObject } from './registry-object.ts';
import { Section } from './Section.tsx';

type Verdict = Awaited<ReturnType<typeof verifyChanges>>;

/** Who changed what: one line for each operation that wrote something. */
export function Audit() {
  const { data: entries = [], error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useAudit();
  const [verdict, setVerdict] = useState<Verdict>();
  const [isBusy, setBusy] = useState(false);
  const verify = async () => {
    setBusy(true);
    try {
      setVerdict(await verifyChanges());
    } catch (failure) {
      showError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Section
      title="Audit log"
      note="Every change, each hashed over the one before."
      actions={
        <Button disabled={isBusy} onClick={() => void verify()}>
          {isBusy ? 'Checking…' : 'Verify'}
        </Button>
      }
    >
      {verdict && <VerdictLine verdict={verdict} />}
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      <table className="w-full table-fixed text-12">
        <thead className="text-left text-11 text-muted">
          <tr className="h-7">
            <th className="w-18 font-medium">Number</th>
            <th className="w-36 font-medium">Time</th>
            <th className="w-24 font-medium">By</th>
            <th className="w-40 font-medium">Operation</th>
            <th className="font-medium">What</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.seq} className="h-7 border-t border-separator">
              <td className="font-mono text-muted tabular-nums">{entry.seq}</td>
              <td className="tabular-nums">{formatDateTime(entry.time)}</td>
              <td className="truncate pr-2">{entry.actor}</td>
              <td className="truncate pr-2">{entry.operation}</td>
              <td className="truncate">
                <What entry={entry} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {hasNextPage && (
        <Button className="mt-2" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Older changes
        </Button>
      )}
    </Section>
  );
}

function VerdictLine({ verdict: { changes, first_broken_seq } }: { verdict: Verdict }) {
  const isWhole = first_broken_seq === undefined;
  return (
    <p role="status" className="mb-2 flex items-center gap-2 text-12">
      {isWhole ? <CircleCheck className="text-accent-ink" /> : <CircleAlert className="text-failed" />}
      {isWhole
        ? `All ${formatCount(changes)} changes follow from one another.`
        : `Change ${first_broken_seq} does not follow from the one before: the log was altered outside of Tidemark from there on.`}
    </p>
  );
}

/** Whose id is a name, which is shown whole. */
const NAMED = new Set(['registered_model', 'model_version', 'prompt', 'prompt_version']);
const ID_SHOWN = 8;

function pathOf({ object_type, object_id, experiment_id }: AuditEntry): string | undefined {
  if (object_type === 'run') return `/experiments/${experiment_id}/runs/${object_id}`;
  if (object_type === 'experiment') return `/experiments/${object_id}`;
  return NAMED.has(object_type)
    ? pathOfRegistryObject(object_id, object_type.startsWith('prompt'))
    : undefined;
}

function What({ entry }: { entry: AuditEntry }) {
  const { object_type, object_id, counts } = entry;
  const touched = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${formatCount(count)} ${what.replaceAll('_', ' ')}`);
  const path = pathOf(entry);
  const id = NAMED.has(object_type) ? object_id : object_id.slice(0, ID_SHOWN);
  const name = `${object_type.replaceAll('_', ' ')} ${id}`;
  return (
    <>
      {path === undefined ? (
        name
      ) : (
        <Link to={path} className="hover:underline">
          {name}
        </Link>
      )}
      {touched.length > 0 && <span className="text-muted"> · {touched.join(', ')}</span>}
    </>
  );
}
