/**
 * A filter or order_by text that cannot be accepted. `position` and `length` mark the faulty stretch in UTF-16
 * units from 0, ready for underlining; `message` says what was found, what was expected and where.
 */
export class FilterError extends Error {
  readonly problem: string;
  readonly position: number;
  readonly length: number;

  constructor(problem: string, position: number, length: number) {
    super(`${problem} (position ${position})`);
    this.name = 'FilterError';
    this.problem = problem;
    this.position = position;
    this.length = length;
  }
}

/** Text from the filter, short enough for a message. */
export function abbreviate(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`;
}
