import { type Annotation, type Caller, doesNotExist, invalidParameter } from '../contract/index.ts';
import * as store from '../store/index.ts';
import { type Context, type Handlers, record } from './context.ts';
import { activeExperiment, activeRun, experimentNumber } from './find.ts';
import { checkKey, checkLength, LIMITS } from './limits.ts';
import { searchedExperiments } from './run-search.ts';

type Names = 'createAnnotation' | 'updateAnnotation' | 'deleteAnnotation' | 'listAnnotations';

function checkText(text: string): void {
  if (text.trim() === '') throw invalidParameter("'text' is empty: a note needs some.");
  checkLength(text, LIMITS.annotationText, 'text');
}

function getAnnotation(context: Context, caller: Caller, id: string): Annotation {
  const found = store.findAnnotation(context.store.database, caller.workspace, id);
  if (found === undefined)
    throw doesNotExist(`No annotation with id '${id.slice(0, 100)}' exists; it may have been deleted.`);
  return found;
}

function recordNote(
  context: Context,
  caller: Caller,
  operation: Names,
  { annotation_id, experiment_id }: Annotation,
): void {
  record(context, caller, {
    operation,
    object_type: 'annotation',
    object_id: annotation_id,
    experiment_id,
  });
}

/** The row number of the run a note is of. Throws where it is of another experiment. */
function rowOf(context: Context, caller: Caller, runId: string, experimentId: string): number {
  const run = activeRun(context, caller, runId);
  if (run.experiment_id !== experimentNumber(experimentId))
    throw invalidParameter(
      `The run ${runId} is in experiment ${run.experiment_id}, not in experiment ${experimentId}.`,
    );
  return run.id;
}

export const annotationHandlers: Handlers<Names> = {
  createAnnotation(context, request, caller) {
    const { text, step } = request;
    checkText(text);
    const metric_key = request.metric_key || undefined;
    if (metric_key !== undefined) checkKey(metric_key, 'metric_key');
    return context.store.write(() => {
      const { experiment_id } = activeExperiment(context, caller, request.experiment_id);
      const { run_id } = request;
      const annotation_id = context.newId();
      store.insertAnnotation(context.store.database, {
        annotation_id,
        workspace: caller.workspace,
        experiment_id: experimentNumber(experiment_id),
        run: run_id ? rowOf(context, caller, run_id, experiment_id) : undefined,
        metric_key,
        step,
        text,
        time: context.now(),
        actor: caller.actor,
      });
      const annotation = getAnnotation(context, caller, annotation_id);
      recordNote(context, caller, 'createAnnotation', annotation);
      return { annotation };
    });
  },

  updateAnnotation(context, request, caller) {
    const { annotation_id: id } = request;
    if (request.text !== undefined) checkText(request.text);
    return context.store.write(() => {
      const old = getAnnotation(context, caller, id);
      store.updateAnnotation(context.store.database, id, {
        text: request.text ?? old.text,
        step: request.step ?? old.step,
        time: context.now(),
        actor: caller.actor,
      });
      const annotation = getAnnotation(context, caller, id);
      recordNote(context, caller, 'updateAnnotation', annotation);
      return { annotation };
    });
  },

  deleteAnnotation(context, request, caller) {
    return context.store.write(() => {
      const annotation = getAnnotation(context, caller, request.annotation_id);
      store.deleteAnnotation(context.store.database, annotation.annotation_id);
      recordNote(context, caller, 'deleteAnnotation', annotation);
      return {};
    });
  },

  listAnnotations: (context, request, caller) => ({
    annotations: store.listAnnotations(context.store.database, [
      ...new Set(searchedExperiments(context, caller, request.experiment_ids)),
    ]),
  }),
};
