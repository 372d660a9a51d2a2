import { z } from 'zod';
import { checkMessage } from './message.ts';
import { type OperationName, operations, type Request } from './operations.ts';
import { spellSnakeCase } from './spelling.ts';

function check<Name extends OperationName>(name: Name, message: unknown): Request<Name> {
  const schema: z.ZodObject = operations[name].request;
  return checkMessage(schema, message) as Request<Name>;
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
