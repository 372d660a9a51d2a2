import {
  type Answer,
  doesNotExist,
  type OperationName,
  type Request,
  type Tracker,
} from '../../contract/index.ts';

type Answers = { [Name in OperationName]?: (request: Request<Name>) => unknown };

/** A tracker that notes every call and answers `{}`, or what a test says. */
export class MemoryTracker implements Tracker {
  readonly calls: { name: OperationName; request: unknown }[] = [];
  readonly answers: Answers;

  constructor(answers: Answers = {}) {
    this.answers = answers;
  }

  async call<Name extends OperationName>(name: Name, request: Request<Name>): Promise<Answer<Name>> {
    if (name !== 'getServerInfo') this.calls.push({ name, request });
    const answer = this.answers[name];
    return (answer === undefined ? {} : await answer(request)) as Answer<Name>;
  }

  /** The request of the newest call. */
  get last(): unknown {
    return this.calls.at(-1)?.request;
  }
}

/** A tracker that holds one run and one logged model, at the given artifact URIs. */
export function trackerWithRun(runUri: string, modelUri = runUri): MemoryTracker {
  return new MemoryTracker({
    getRun: ({ run_id }) => {
      if (run_id !== 'r1') throw doesNotExist(`Run '${run_id}' not found`);
      return { run: { info: { run_id, artifact_uri: runUri } } };
    },
    getLoggedModel: () => ({ model: { info: { artifact_uri: modelUri } } }),
  });
}
