import { TemplateError } from './template-error.ts';

/** Characters that a rendered template, or any text on the way to it, may have. */
const MAX_OUTPUT = 1_000_000;

/** Throws for a text that would be longer than 1,000,000 characters. */
export function checkOutput(length: number): void {
  if (length > MAX_OUTPUT)
    throw new TemplateError('The text becomes longer than 1,000,000 characters, which is the limit.');
}
