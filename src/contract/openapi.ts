import { z } from 'zod';
import { COLUMNS_TYPE } from './columns.ts';
import type { Operation, RawOperation } from './operation.ts';
import { operations, rawOperations } from './operations.ts';
import { MLFLOW_VERSION } from './server.ts';

type Json = Record<string, unknown>;

const error = {
  type: 'object',
  required: ['error_code', 'message'],
  properties: { error_code: { type: 'string' }, message: { type: 'string' } },
};

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
  });
  return rest;
}

const json = (schema: Json) => ({ 'application/json': { schema } });
const columns = { [COLUMNS_TYPE]: { schema: { type: 'string', format: 'binary' } } };
const refusals = {
  '400': { description: 'The request is not valid; the message names the field.', content: json(error) },
  '403': { description: 'The Host or Origin is not allowed.', content: json(error) },
  '404': { description: 'The object does not exist.', content: json(error) },
  '413': { description: 'The body is too large.', content: json(error) },
  '415': { description: 'The content type is not accepted.', content: json(error) },
};

function parameters(fields: Json, required: readonly string[], inPath: readonly string[]): Json[] {
  return Object.entries(fields).map(([name, schema]) => ({
    name,
    in: inPath.includes(name) ? 'path' : 'query',
    required: inPath.includes(name) || required.includes(name),
    schema,
  }));
}

function operationObject(name: string, op: Operation, method: string): Json {
  const schema = jsonSchema(op.request, 'input') as { properties?: Json; required?: string[] };
  const inPath = [...op.path.matchAll(/\{(\w+)\*?\}/g)].map((match) => match[1] ?? '');
  const inQuery = method === 'get';
  const fields = Object.entries(schema.properties ?? {}).filter(
    ([field]) => inQuery || inPath.includes(field),
  );
  const body = Object.entries(schema.properties ?? {}).filter(([field]) => !inPath.includes(field));
  const required = (schema.required ?? []).filter((field) => !inPath.includes(field));
  return {
    operationId: `${name}_${method}`,
    summary: op.summary,
    parameters: parameters(Object.fromEntries(fields), schema.required ?? [], inPath),
    ...(!inQuery && {
      requestBody: {
        required: required.length > 0,
        content: json({ type: 'object', properties: Object.fromEntries(body), required }),
      },
    }),
    responses: {
      '200': {
        description: 'Done.',
        content: { ...json(jsonSchema(op.response, 'output')), ...(op.columns && columns) },
      },
      ...refusals,
    },
  };
}

function rawOperationObject(name: string, op: RawOperation, path: string): Json {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  return {
    operationId: name,
    summary: op.summary,
    parameters: parameters(Object.fromEntries(names.map((n) => [n, { type: 'string' }])), names, names),
    ...(op.request && { requestBody: { required: true, content: json(jsonSchema(op.request, 'input')) } }),
    responses: { default: { description: 'Bytes, text or an event stream.' } },
  };
}

/** The OpenAPI 3.1 document of every route below /api and of the probes, derived from the operation tables. */
export function openApiDocument(version: string): Json {
  const paths: Record<string, Json> = {};
  for (const [name, op] of Object.entries<Operation>(operations)) {
    const path = `/api/${op.version}${op.path.replace('*}', '}')}`;
    for (const method of op.methods) {
      paths[path] = {
        ...paths[path],
        [method.toLowerCase()]: operationObject(name, op, method.toLowerCase()),
      };
    }
  }
  for (const [name, op] of Object.entries<RawOperation>(rawOperations)) {
    const path = (op.paths[0] ?? '').replace('*', '{artifact_path}').replace(/:(\w+)/g, '{$1}');
    for (const method of op.methods)
      paths[path] = { ...paths[path], [method.toLowerCase()]: rawOperationObject(name, op, path) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Tidemark', version, description: `MLflow ${MLFLOW_VERSION} compatible tracking API.` },
    paths,
  };
}
