import type { Meter } from './jinja-meter.ts';
import { isDict, isList, isTuple, numberOf, printed, text, type Value } from './jinja-values.ts';
import { TemplateError } from './template-error.ts';

const PART = /%(?:\((\w+)\))?([-0]?)(\d{0,3})(?:\.(\d{1,2}))?([sdif%])/g;

function numberIn(kind: string, value: Value): number {
  const number = numberOf(value);
  if (number === undefined) throw new TemplateError(`%${kind} takes a number.`);
  return number;
}

function shown(kind: string, digits: string | undefined, value: Value): string {
  if (kind === 'd' || kind === 'i') return String(Math.trunc(numberIn(kind, value)));
  if (kind === 'f') return numberIn(kind, value).toFixed(Number(digits ?? 6));
  const whole = printed(value);
  return digits === undefined ? whole : Array.from(whole).slice(0, Number(digits)).join('');
}

function padded(value: string, flag: string, width: number): string {
  if (flag === '-') return value.padEnd(width);
  if (flag !== '0') return value.padStart(width);
  return value.startsWith('-') ? `-${value.slice(1).padStart(width - 1, '0')}` : value.padStart(width, '0');
}

/** `format % values` of Python, for %s, %d, %i, %f and %%, with widths. Throws TemplateError. */
export function formatted(format: string, values: Value, meter: Meter): Value {
  const given = isTuple(values) && isList(values) ? [...values.value] : [values];
  let length = format.length;
  const result = format.replace(
    PART,
    (_, name?: string, flag = '', width = '', digits?: string, kind = '') => {
      if (kind === '%') return '%';
      const value = name !== undefined && isDict(values) ? values.value.get(name) : given.shift();
      if (value === undefined) throw new TemplateError('There are fewer values than % signs in the text.');
      const part = padded(shown(kind, digits, value), flag, Number(width));
      length += part.length;
      meter.text(length);
      return part;
    },
  );
  return text(result);
}
