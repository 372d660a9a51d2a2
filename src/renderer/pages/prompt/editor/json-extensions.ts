import { linter } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import { jsonProblem, jsonWords } from './json-words.ts';
import { marking } from './marking.ts';

/** What an editor of JSON does: keys and values highlighted, the first fault underlined. */
export const jsonExtensions: Extension = [
  marking('json', jsonWords),
  linter(
    ({ state }) => {
      const text = state.doc.toString();
      const problem = text.trim() === '' ? undefined : jsonProblem(text);
      if (problem === undefined) return [];
      const to = Math.min(text.length, problem.at + 1);
      return [{ from: Math.max(0, to - 1), to, severity: 'error', message: problem.message }];
    },
    { delay: 250 },
  ),
];
