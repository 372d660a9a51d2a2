import { z } from 'zod';
import { invalidParameter } from './errors.ts';

type Json = Record<string, unknown>;
type Respell = (value: unknown, path: string) => void;

const camelCase = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

function rename(message: Json, camel: string, name: string, path: string): void {
  if (!Object.hasOwn(message, camel)) return;
  if (Object.hasOwn(message, name))
    throw invalidParameter(
      `'${path}${name}' is given twice, as '${name}' and as '${camel}': send one of them.`,
    );
  message[name] = message[camel];
  delete message[camel];
}

function respellObject(shape: Record<string, z.ZodType>): Respell {
  const names = Object.keys(shape);
  const twoWords = names
    .map((name) => [camelCase(name), name] as const)
    .filter(([camel, name]) => camel !== name);
  const nested = names.flatMap((name) => {
    const respell = respellerOf(shape[name]);
    return respell === undefined ? [] : [[name, respell] as const];
  });
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const message = value as Json;
    for (const [camel, name] of twoWords) rename(message, camel, name, path);
    for (const [name, respell] of nested) respell(message[name], `${path}${name}.`);
  };
}

function respellerOf(schema: z.ZodType | undefined): Respell | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return respellerOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodObject) return respellObject(schema.shape as Record<string, z.ZodType>);
  if (!(schema instanceof z.ZodArray)) return undefined;
  const item = respellerOf(schema.element as z.ZodType);
  if (item === undefined) return undefined;
  return (value, path) => {
    if (Array.isArray(value)) for (const entry of value) item(entry, path);
  };
}

const respellers = new WeakMap<z.ZodObject, Respell>();

/**
 * Spells every field of `message` in snake_case, in place: protobuf JSON takes either spelling, and refuses a message that
 * holds both (INVALID_PARAMETER_VALUE).
 */
export function spellSnakeCase(schema: z.ZodObject, message: unknown): void {
  let respell = respellers.get(schema);
  if (respell === undefined) {
    respell = respellObject(schema.shape as Record<string, z.ZodType>);
    respellers.set(schema, respell);
  }
  respell(message, '');
}
