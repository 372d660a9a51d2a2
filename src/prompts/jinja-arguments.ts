import type { Meter } from './jinja-meter.ts';
import { isInt, isNone, isText, isTrue, typeName, UNDEFINED, type Value } from './jinja-values.ts';
import { TemplateError } from './template-error.ts';

/** What a filter, test or method is called with, and what it may call in turn. */
export class Arguments {
  readonly meter: Meter;
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
  readonly #called: string;

  constructor(called: string, meter: Meter, positional: readonly Value[], named: ReadonlyMap<string, Value>) {
    this.#called = called;
    this.meter = meter;
    this.positional = positional;
    this.named = named;
  }

  /** The arguments after the first `count`, for another filter or test. */
  rest(called: string, count: number): Arguments {
    return new Arguments(called, this.meter, this.positional.slice(count), this.named);
  }

  at(index: number, name: string): Value | undefined {
    return this.positional[index] ?? this.named.get(name);
  }

  value(index: number, name: string): Value {
    const found = this.at(index, name);
    if (found === undefined) throw new TemplateError(`${this.#called} needs ${name}.`);
    return found;
  }

  text(index: number, name: string, fallback?: string): string {
    const found = this.at(index, name);
    if (found === undefined && fallback !== undefined) return fallback;
    const value = this.value(index, name);
    if (isText(value)) return value.value;
    throw new TemplateError(`${this.#called}: ${name} must be a text, not ${typeName(value)}.`);
  }

  int(index: number, name: string, fallback?: number): number {
    const found = this.at(index, name);
    if (found === undefined && fallback !== undefined) return fallback;
    const value = this.value(index, name);
    if (isInt(value)) return value.value;
    throw new TemplateError(`${this.#called}: ${name} must be a whole number, not ${typeName(value)}.`);
  }

  flag(index: number, name: string): boolean {
    return isTrue(this.at(index, name) ?? UNDEFINED);
  }

  /** A path of attributes; none where it is not given. */
  attribute(index: number, name = 'attribute'): string | undefined {
    const found = this.at(index, name);
    if (found === undefined || isNone(found)) return undefined;
    return isInt(found) ? String(found.value) : this.text(index, name);
  }
}
