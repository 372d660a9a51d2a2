import { checkOutput } from './output-limit.ts';
import { TemplateError } from './template-error.ts';

const MAX_STEPS = 100_000;
const MAX_DEPTH = 400;
/** Characters that count as one step where they are copied. */
const CHARACTERS_OF_A_STEP = 1000;
/** Characters, and items, that count as one step where they are looked at one by one. */
const CHARACTERS_READ = 200;
const ITEMS_READ = 20;

/** Counts what a template does, so that a hostile one ends soon. */
export class Meter {
  #steps = 0;
  #depth = 0;

  /** Throws TemplateError once there were more than 100,000 steps. */
  charge(steps: number): void {
    this.#steps += steps;
    if (this.#steps > MAX_STEPS)
      throw new TemplateError('The template takes more than 100,000 steps, which is the limit.');
  }

  /** Counts the making of a text of this length; throws where it is too long. */
  text(length: number): void {
    checkOutput(length);
    this.charge(length / CHARACTERS_OF_A_STEP);
  }

  /** Counts that a text, a list or a dict is looked at from end to end. */
  read(value: unknown): void {
    if (typeof value === 'string') this.charge(value.length / CHARACTERS_READ);
    else if (Array.isArray(value)) this.charge(value.length / ITEMS_READ);
    else if (value instanceof Map) this.charge(value.size / ITEMS_READ);
  }

  /** Does work one level deeper. Throws TemplateError below 400 levels. */
  deeper<T>(work: () => T): T {
    if (this.#depth >= MAX_DEPTH)
      throw new TemplateError('The template is nested too deeply, or a macro calls itself without an end.');
    this.#depth++;
    try {
      return work();
    } finally {
      this.#depth--;
    }
  }
}

let running: Meter | undefined;

/** Does work, all of it counted by this meter. */
export function metered<T>(meter: Meter, work: () => T): T {
  const outer = running;
  running = meter;
  try {
    return work();
  } finally {
    running = outer;
  }
}

/** Counts that a value is looked at, by the meter of the template that is being rendered: values hold each other, and none holds a meter. */
export function readMetered(value: unknown): void {
  running?.read(value);
}
