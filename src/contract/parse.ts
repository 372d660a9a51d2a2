import { z } from 'zod';
import { invalidParameter } from './errors.ts';
import { type OperationName, operations, type Request } from './operations.ts';
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
  if (issue?.code === 'invalid_union') return 'must be a list';
  return issue?.message ?? 'is not valid';
}

function check<Name extends OperationName>(name: Name, message: unknown): Request<Name> {
  const result = operations[name].request.safeParse(message);
  if (!result.success) throw firstFault(result.error);
  return result.data as Request<Name>;
}

/**
 * A request body as a handler may trust it. `message` is parsed JSON and is taken over; both spellings of field names and both
 * forms of int64 are accepted, null counts as unset, unknown fields are dropped. Throws INVALID_PARAMETER_VALUE that names the
 * first bad field.
 */
export function parseRequest<Name extends OperationName>(name: Name, message: unknown): Request<Name> {
  spellSnakeCase(operations[name].request, message);
  return check(name, message);
}

function isList(schema: unknown): boolean {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return isList(schema.unwrap());
  return schema instanceof z.ZodArray;
}

/** A query string's or path's values (text, or lists of text where a key repeats) as a handler may trust them. */
export function parseQuery<Name extends OperationName>(
  name: Name,
  values: Readonly<Record<string, string | string[] | undefined>>,
): Request<Name> {
  const schema: z.ZodObject = operations[name].request;
  const message: Record<string, unknown> = { ...values };
  spellSnakeCase(schema, message);
  for (const [field, value] of Object.entries(message)) {
    const list = isList(schema.shape[field]);
    if (list && !Array.isArray(value)) message[field] = [value];
    if (!list && Array.isArray(value)) message[field] = value.at(-1);
  }
  return check(name, message);
}
