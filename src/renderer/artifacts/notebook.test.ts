import { expect, test } from 'vitest';
import { readNotebook } from './notebook.ts';

const notebook = (...cells: unknown[]) => JSON.stringify({ nbformat: 4, cells });

test('markdown, code and outputs are read, lines joined', () => {
  const [words, code] =
    readNotebook(
      notebook(
        { cell_type: 'markdown', source: ['# Title\n', 'text'] },
        {
          cell_type: 'code',
          source: 'print(1)',
          execution_count: 3,
          outputs: [
            { output_type: 'stream', text: ['1\n'] },
            { output_type: 'display_data', data: { 'image/png': 'AB\nCD', 'text/plain': '<Figure>' } },
            { output_type: 'error', traceback: ['\u001b[0;31mValueError\u001b[0m: bad'] },
          ],
        },
      ),
    ) ?? [];
  expect(words).toMatchObject({ kind: 'markdown', source: '# Title\ntext' });
  expect(code).toMatchObject({ kind: 'code', source: 'print(1)', count: 3 });
  expect(code?.outputs.map(({ kind, content }) => [kind, content])).toEqual([
    ['text', '1\n'],
    ['image', 'data:image/png;base64,ABCD'],
    ['error', 'ValueError: bad'],
  ]);
});

test('HTML of an output is told apart from text, which stays text', () => {
  const data = {
    'text/html': ['<b>', '1</b>'],
    'application/javascript': 'steal()',
    'text/plain': '<i>1</i>',
  };
  const drawing = { 'image/svg+xml': '<svg>#</svg>', 'text/plain': 'a drawing' };
  const outputs = [data, { 'text/plain': '<i>1</i>' }, drawing].map((shown) => ({
    output_type: 'execute_result',
    data: shown,
  }));
  const [cell] = readNotebook(notebook({ cell_type: 'code', source: '', outputs })) ?? [];
  expect(cell?.outputs.map(({ kind, content }) => [kind, content])).toEqual([
    ['html', '<b>1</b>'],
    ['text', '<i>1</i>'],
    ['image', 'data:image/svg+xml,%3Csvg%3E%23%3C%2Fsvg%3E'],
  ]);
});

test.each(['', '[]', '{}', '{"cells": 1}', 'null'])('what is no notebook is told apart: %j', (text) => {
  expect(readNotebook(text)).toBeUndefined();
});

test('a broken cell breaks no other', () => {
  expect(
    readNotebook(notebook(null, { source: 5, outputs: 'x' }, { cell_type: 'markdown', source: 'ok' }))
      ?.length,
  ).toBe(2);
});
