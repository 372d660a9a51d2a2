interface Numbered<Thing> {
  id: number;
  thing: Thing;
}

/** What a thread answers: the answer, or why there is none. */
type Told<Answer> = Numbered<{ answer: Answer } | { message: string }>;

/**
 * A worker that is asked one thing at a time and has only so long for it: then it is ended, and the next question starts
 * another one. It starts with the first question. Of the questions that wait only the newest is asked.
 */
export class LimitedThread<Question, Answer> {
  readonly #start: () => Worker;
  readonly #limit: number;
  #worker: Worker | undefined;
  #lastId = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(start: () => Worker, limitMilliseconds: number) {
    this.#start = start;
    this.#limit = limitMilliseconds;
  }

  /** Rejects with the worker's words where it fails, with `late` where it takes too long or a newer question came. */
  ask(question: Question, late: string): Promise<Answer> {
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = this.#turn.then(() => {
      if (id !== this.#lastId) throw new Error(late);
      return this.#answer(id, question, late);
    });
    this.#turn = answer.catch(() => undefined);
    return answer;
  }

  /** Ends the worker; what is asked of it is answered by `late` when its time is over. */
  close(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  #answer(id: number, question: Question, late: string): Promise<Answer> {
    this.#worker ??= this.#start();
    const worker = this.#worker;
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const timer = setTimeout(() => {
      this.close();
      reject(new Error(late));
    }, this.#limit);
    const heard = ({ data }: MessageEvent<Told<Answer>>) => {
      if (data.id !== id) return;
      if ('answer' in data.thing) resolve(data.thing.answer);
      else reject(new Error(data.thing.message));
    };
    const failed = ({ message }: ErrorEvent) => reject(new Error(message));
    worker.addEventListener('message', heard);
    worker.addEventListener('error', failed);
    worker.postMessage({ id, thing: question } satisfies Numbered<Question>);
    return promise.finally(() => {
      clearTimeout(timer);
      worker.removeEventListener('message', heard);
      worker.removeEventListener('error', failed);
    });
  }
}

/** The other side, in the worker: answers each question. */
export function answerQuestions<Question, Answer>(answer: (question: Question) => Answer): void {
  self.addEventListener('message', ({ data: { id, thing } }: MessageEvent<Numbered<Question>>) => {
    const tell = (told: Told<Answer>) => self.postMessage(told);
    try {
      tell({ id, thing: { answer: answer(thing) } });
    } catch (error) {
      tell({ id, thing: { message: error instanceof Error ? error.message : String(error) } });
    }
  });
}
