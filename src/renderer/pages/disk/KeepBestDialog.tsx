import { useState } from 'react';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { showMessage, undoable } from '../../components/messages.ts';
import { TextField } from '../../components/TextField.tsx';
import { formatBytes, formatCount } from '../../format.ts';
import { type KeepBest, keepBestRuns, useKeepBestPreview, useMetricKeys } from '../../queries/disk.ts';
import { setDeleted } from '../../queries/trash.ts';
import { RemovedRuns } from './RemovedRuns.tsx';

const LESS_IS_BETTER = /loss|err|rmse|mse|mae|time|latency/i;

interface KeepBestDialogProps {
  experimentId: string;
  onClose: () => void;
}

/** Keeps the best finished runs by a metric, and says which would go before it does anything. */
export function KeepBestDialog({ experimentId, onClose }: KeepBestDialogProps) {
  const { data: keys = [] } = useMetricKeys(experimentId);
  const [metric, setMetric] = useState<string>();
  const [order, setOrder] = useState<'least' | 'greatest'>();
  const [keep, setKeep] = useState('10');
  const [artifactsOnly, setArtifactsOnly] = useState(true);
  const metric_key = metric ?? keys[0];
  const ascending = order === undefined ? LESS_IS_BETTER.test(metric_key ?? '') : order === 'least';
  const number = Number(keep);
  const isNumber = Number.isInteger(number) && number >= 1;
  const request: KeepBest | undefined =
    metric_key !== undefined && isNumber
      ? { experiment_id: experimentId, metric_key, ascending, keep: number, artifacts_only: artifactsOnly }
      : undefined;
  const { data, error, refetch } = useKeepBestPreview(request);
  // A run without artifacts loses nothing with them.
  const removed = (data?.removed ?? []).filter(({ bytes }) => !artifactsOnly || bytes > 0);
  const runs = `${formatCount(removed.length)} ${removed.length === 1 ? 'run' : 'runs'}`;
  const size = formatBytes(data?.bytes ?? 0);
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title="Keep the best runs"
      action={artifactsOnly ? `Delete the artifacts of ${runs} (${size})` : `Move ${runs} to the trash`}
      isReady={request !== undefined && removed.length > 0}
      onConfirm={async () => {
        if (request) await carryOut(request);
      }}
    >
      <div className="grid grid-cols-2 gap-3 text-12">
        <label>
          <span className="mb-1 block text-muted">Metric</span>
          <select
            value={metric_key}
            onChange={(event) => setMetric(event.target.value)}
            className="h-7 w-full rounded-md border border-outline bg-canvas px-1"
          >
            {keys.map((key) => (
              <option key={key}>{key}</option>
            ))}
          </select>
        </label>
        <TextField
          label="Runs to keep"
          inputMode="numeric"
          value={keep}
          onChange={(event) => setKeep(event.target.value)}
          error={isNumber ? undefined : 'A whole number of 1 or more.'}
        />
        <Choice
          legend="The best value is"
          choices={[
            ['least', 'the least'],
            ['greatest', 'the greatest'],
          ]}
          value={ascending ? 'least' : 'greatest'}
          onChoose={setOrder}
        />
        <Choice
          legend="Of the others"
          choices={[
            ['artifacts', 'delete the artifacts for good'],
            ['runs', 'move the runs to the trash'],
          ]}
          value={artifactsOnly ? 'artifacts' : 'runs'}
          onChoose={(choice) => setArtifactsOnly(choice === 'artifacts')}
        />
      </div>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      <RemovedRuns removed={removed} metricKey={metric_key ?? ''} isEmpty={data !== undefined} />
    </ConfirmDialog>
  );
}

async function carryOut(request: KeepBest): Promise<void> {
  const { removed, bytes } = await keepBestRuns(request);
  if (request.artifacts_only) {
    showMessage(`Deleted ${formatBytes(bytes)} of artifacts`);
    return;
  }
  await undoable({
    act: async () => undefined,
    done: `Moved ${formatCount(removed.length)} runs to the trash`,
    undo: () => setDeleted({ run_ids: removed.map(({ run_id }) => run_id), experiment_ids: [] }, false),
  });
}

interface ChoiceProps<Value extends string> {
  legend: string;
  choices: readonly (readonly [Value, string])[];
  value: Value;
  onChoose: (value: Value) => void;
}

function Choice<Value extends string>({ legend, choices, value, onChoose }: ChoiceProps<Value>) {
  return (
    <fieldset>
      <legend className="mb-1 text-muted">{legend}</legend>
      {choices.map(([choice, words]) => (
        <label key={choice} className="flex h-6 items-center gap-1.5">
          <input
            type="radio"
            name={legend}
            checked={value === choice}
            onChange={() => onChoose(choice)}
            className="accent-action"
          />
          {words}
        </label>
      ))}
    </fieldset>
  );
}
