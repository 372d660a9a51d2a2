import { useId, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { TextField } from '../../components/TextField.tsx';
import type { ChartSettings } from '../chart-settings.ts';
import type { Charted } from '../charted-runs.ts';
import { titleOf } from '../charts-view.ts';
import { KINDS, type RunKind } from './chart-kinds.ts';
import { isComplete, presetOf } from './presets.ts';
import { SettingsFields } from './SettingsFields.tsx';
import { useKnown } from './use-known.ts';

interface NewChartDialogProps {
  kind: RunKind;
  charted: Charted;
  onDone: (chart: ChartSettings) => void;
  onClose: () => void;
}

/** Adds a chart, beginning with what fits the runs. */
export function NewChartDialog({ kind, charted, onDone, onClose }: NewChartDialogProps) {
  const [id] = useState(() => crypto.randomUUID());
  const known = useKnown(charted);
  return (
    <ChartDialog
      title={`Add chart: ${KINDS[kind].label}`}
      action="Add chart"
      start={known && presetOf(kind, id, known)}
      kind={kind}
      charted={charted}
      onDone={onDone}
      onClose={onClose}
    />
  );
}

interface EditChartDialogProps {
  chart: ChartSettings;
  charted: Charted;
  onDone: (chart: ChartSettings) => void;
  onClose: () => void;
}

/** Sets up a chart that is there. */
export function EditChartDialog({ chart, ...rest }: EditChartDialogProps) {
  return <ChartDialog title="Set up chart" action="Save" start={chart} kind={chart.kind} {...rest} />;
}

interface ChartDialogProps extends Omit<EditChartDialogProps, 'chart'> {
  title: string;
  /** The word on the button. */
  action: string;
  kind: ChartSettings['kind'];
  /** What the form holds before anybody touched it; undefined while it is found out. */
  start: ChartSettings | undefined;
}

function ChartDialog({ title, action, kind, start, charted, onDone, onClose }: ChartDialogProps) {
  const form = useId();
  const [edited, setEdited] = useState<ChartSettings>();
  const draft = edited ?? start;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      description={KINDS[kind].description}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            type="submit"
            form={form}
            disabled={draft === undefined || !isComplete(draft)}
          >
            {action}
          </Button>
        </>
      }
    >
      {draft === undefined ? (
        <p className="text-12 text-muted">Looking at the runs …</p>
      ) : (
        <form
          id={form}
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            onDone(draft);
          }}
        >
          <SettingsFields chart={draft} experimentIds={charted.experimentIds} onChange={setEdited} />
          <TextField
            label="Title"
            placeholder={isComplete(draft) ? titleOf(titled(draft, '')) : ''}
            value={draft.title ?? ''}
            onChange={({ target }) => setEdited(titled(draft, target.value))}
          />
        </form>
      )}
    </Dialog>
  );
}

/** Without a title of its own a chart is called by what it shows. */
function titled(chart: ChartSettings, title: string): ChartSettings {
  const { title: _, ...others } = chart;
  return title === '' ? others : { ...others, title };
}
