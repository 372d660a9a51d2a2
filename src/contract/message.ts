import type { z } from 'zod';
import { invalidParameter } from './errors.ts';
import { spellSnakeCase } from './spelling.ts';

function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (name, part) =>
      typeof part === 'number' ? `${name}[${part}]` : name ? `${name}.${String(part)}` : String(part),
    '',
  );
}

function firstFault(error: z.ZodError): Error {
  const issue = error.issues[0];
  const field = fieldName(issue?.path ?? []);
  if (issue?.message === 'missing' || (field && issue?.message.endsWith('received undefined')))
    return invalidParameter(
      `Missing value for required parameter '${field}'. See the API docs for more information about request parameters.`,
    );
  if (!field) return invalidParameter('The request body must be a JSON object.');
  return invalidParameter(`Invalid value for parameter '${field}': it ${faultText(issue)}.`);
}

function faultText(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'invalid_type') return `must be ${issue.expected === 'array' ? 'a list' : 'an object'}`;
  if (issue?.code === 'invalid_union' && issue.discriminator === undefined) return 'must be a list';
  return issue?.message ?? 'is not valid';
}

/** A message as its schema describes it. Throws INVALID_PARAMETER_VALUE that names the first bad field. */
export function checkMessage<Schema extends z.ZodObject>(schema: Schema, message: unknown): z.output<Schema> {
  const result = schema.safeParse(message);
  if (!result.success) throw firstFault(result.error);
  return result.data;
}

/** The same for parsed JSON, which is taken over: both spellings of field names are accepted. */
export function parseMessage<Schema extends z.ZodObject>(schema: Schema, message: unknown): z.output<Schema> {
  spellSnakeCase(schema, message);
  return checkMessage(schema, message);
}
