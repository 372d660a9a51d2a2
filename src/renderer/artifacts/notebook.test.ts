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

test('HTML and scripts of an output are never among what is shown', () => {
  const data = {
    'text/html': '<script>steal()</script>',
    'application/javascript': 'steal()',
    'text/plain': 'a  b',
  };
  const [cell] =
    readNotebook(
      notebook({ cell_type: 'code', source: '', outputs: [{ output_type: 'execute_result', data }] }),
    ) ?? [];
  expect(cell?.outputs.map(({ content }) => content)).toEqual(['a  b']);
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
