import { expect, it } from 'vitest';
import { contentTypeOf } from './content-type.ts';

const TEXT = 'text/plain; charset=utf-8';

it.each([
  ['run/model/MLmodel', TEXT],
  ['conda.yaml', TEXT],
  ['train.log', TEXT],
  ['metrics.JSON', TEXT],
  ['eval_results.csv', TEXT],
  ['report.html', 'text/html; charset=utf-8'],
  ['plot.png', 'image/png'],
  ['plot.svg', 'image/svg+xml'],
  ['data.parquet', 'application/vnd.apache.parquet'],
  ['model.pkl', 'application/octet-stream'],
  ['folder.txt/README', 'application/octet-stream'],
  ['.gitignore', 'application/octet-stream'],
  ['constructor', 'application/octet-stream'],
  ['a.', 'application/octet-stream'],
])('serves %s as %s', (path, type) => {
  expect(contentTypeOf(path)).toBe(type);
});
