import { expect, test } from 'vitest';
import { COLUMNS_TYPE, openApiDocument } from './index.ts';

interface Described {
  requestBody?: { content: Record<string, { schema: { properties: object } }> };
  responses: Record<string, { content?: object }>;
}

const { paths } = openApiDocument('1') as { paths: Record<string, Record<string, Described>> };
const described = (path: string) => paths[`/api/2.0/tidemark/metrics/${path}`]?.['post'];
const typesOf = (path: string) => Object.keys(described(path)?.responses['200']?.content ?? {});

test('operations that answer in columns say so, and only they', () => {
  expect(typesOf('sample')).toEqual(['application/json', COLUMNS_TYPE]);
  expect(typesOf('aggregate')).toEqual(['application/json', COLUMNS_TYPE]);
  const all = Object.values(paths).flatMap((methods) => Object.values(methods));
  const inColumns = all.filter(({ responses }) => COLUMNS_TYPE in (responses['200']?.content ?? {}));
  expect(inColumns).toHaveLength(2);
});

test('a stream that is asked for with a body describes it', () => {
  const properties = described('follow')?.requestBody?.content['application/json']?.schema.properties ?? {};
  expect(Object.keys(properties)).toEqual(['run_ids', 'metric_keys', 'x_from', 'x_to']);
});
