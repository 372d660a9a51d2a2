import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { Annotation } from '../../../contract/index.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { showError, showMessage } from '../../components/messages.ts';
import { TextField } from '../../components/TextField.tsx';
import { formatCount } from '../../format.ts';
import type { NoteSubject } from '../../note-dialog.ts';
import { createAnnotation, deleteAnnotation, updateAnnotation } from '../../queries/annotations.ts';
import { useExperiments } from '../../queries/experiments.ts';

const LONGEST_TEXT = 5000;
const SELECT = 'h-7 w-full min-w-0 rounded-md border border-outline bg-canvas px-1.5';

interface NoteFormProps {
  title: string;
  action: string;
  step: string;
  text: string;
  onSave: (step: number, text: string) => Promise<unknown>;
  onClose: () => void;
  /** Between the step and the buttons: what else can be said of a new note. */
  children?: ReactNode;
}

/** A step and some words, and what belongs to them. */
function NoteForm({ title, action, onSave, onClose, children, ...begin }: NoteFormProps) {
  const formId = useId();
  const [step, setStep] = useState(begin.step);
  const [text, setText] = useState(begin.text);
  const [isTried, setTried] = useState(false);
  const [error, setError] = useState<string>();
  const stepProblem =
    step.trim() !== '' && Number.isSafeInteger(Number(step)) ? undefined : 'Give a whole number.';
  const textProblem = text.trim() === '' ? 'Write something.' : undefined;
  const save = async () => {
    try {
      await onSave(Number(step), text.trim());
      onClose();
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (stepProblem === undefined && textProblem === undefined) void save();
  };
  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button look="primary" type="submit" form={formId}>
        {action}
      </Button>
    </>
  );
  return (
    <Dialog isOpen onClose={onClose} title={title} footer={footer}>
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-3 text-12">
        <div>
          <label htmlFor={`${formId}-text`} className="mb-1 block text-muted">
            Note
          </label>
          <textarea
            id={`${formId}-text`}
            rows={3}
            maxLength={LONGEST_TEXT}
            value={text}
            aria-invalid={isTried && textProblem !== undefined}
            onChange={({ target }) => setText(target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
            }}
            className="w-full resize-y rounded-md border border-outline bg-canvas px-2 py-1 text-13 aria-invalid:border-failed"
          />
          {isTried && textProblem !== undefined && <p className="text-failed">{textProblem}</p>}
        </div>
        <TextField
          label="Step"
          inputMode="numeric"
          value={step}
          error={isTried ? stepProblem : undefined}
          onChange={({ target }) => setStep(target.value)}
          className="w-32"
        />
        {children}
        {error !== undefined && (
          <p role="alert" className="break-words text-failed">
            {error}
          </p>
        )}
      </form>
    </Dialog>
  );
}

interface NewNoteProps {
  of: NoteSubject;
  step: number | undefined;
  runId: string | undefined;
  onClose: () => void;
}

/** Leaves a note: of an experiment or of a run in the chart, of all metrics or of one of the chart's. */
export function NewNote({ of, step, runId, onClose }: NewNoteProps) {
  const id = useId();
  const { data: experiments = [] } = useExperiments();
  const only = of.runs.length === 1 ? of.runs[0]?.run_id : undefined;
  const [owner, setOwner] = useState(runId ?? only ?? '');
  const [experimentId, setExperimentId] = useState(of.experimentIds[0] ?? '');
  const [metric, setMetric] = useState('');
  const nameOf = (wanted: string) =>
    experiments.find(({ experiment_id }) => experiment_id === wanted)?.name ?? `experiment ${wanted}`;
  const choose = (value: string) => {
    const isExperiment = of.experimentIds.includes(value);
    setOwner(isExperiment ? '' : value);
    if (isExperiment) setExperimentId(value);
  };
  const save = async (at: number, text: string) => {
    const run = of.runs.find(({ run_id }) => run_id === owner);
    const { annotation_id } = await createAnnotation({
      experiment_id: run?.experiment_id ?? experimentId,
      ...(run && { run_id: run.run_id }),
      ...(metric !== '' && { metric_key: metric }),
      step: at,
      text,
    });
    showMessage(`Left a note at step ${formatCount(at)}`, {
      label: 'Undo',
      run: () => void deleteAnnotation(annotation_id).catch(showError),
    });
  };
  return (
    <NoteForm
      title="Note at a step"
      action="Leave note"
      step={step === undefined ? '' : String(step)}
      text=""
      onSave={save}
      onClose={onClose}
    >
      <div>
        <label htmlFor={`${id}-of`} className="mb-1 block text-muted">
          Of
        </label>
        <select
          id={`${id}-of`}
          value={owner === '' ? experimentId : owner}
          onChange={({ target }) => choose(target.value)}
          className={SELECT}
        >
          {of.experimentIds.map((experiment) => (
            <option key={experiment} value={experiment}>
              All runs of {nameOf(experiment)}
            </option>
          ))}
          {of.runs.map(({ run_id, run_name }) => (
            <option key={run_id} value={run_id}>
              {run_name}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label htmlFor={`${id}-metric`} className="mb-1 block text-muted">
          On charts of
        </label>
        <select
          id={`${id}-metric`}
          value={metric}
          onChange={({ target }) => setMetric(target.value)}
          className={SELECT}
        >
          <option value="">All metrics</option>
          {of.metrics.map((key) => (
            <option key={key} value={key}>
              {key}
            </option>
          ))}
        </select>
      </div>
    </NoteForm>
  );
}

/** Changes the words or the step of a note. */
export function EditNote({ note, onClose }: { note: Annotation; onClose: () => void }) {
  return (
    <NoteForm
      title="Edit the note"
      action="Save"
      step={String(note.step)}
      text={note.text}
      onSave={(step, text) => updateAnnotation(note.annotation_id, text, step)}
      onClose={onClose}
    />
  );
}
