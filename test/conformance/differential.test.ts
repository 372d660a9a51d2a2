import { beforeAll, describe, expect, test } from 'vitest';
import { describeDifference, isListed, type ListedDifference } from './differences.ts';
import { askTidemark, compareFlow, readDifferences } from './differential.ts';
import { askMlflow, type Recording, readRecording, record } from './recording.ts';

const MINUTE = 60_000;
const mode = process.env['TIDEMARK_DIFFERENTIAL'];
const recording = readRecording();
const list = readDifferences();

describe('Tidemark answers MLflow clients as mlflow server 3.17.2 does', () => {
  let mlflow: Recording = {};
  let tidemark: Recording = {};

  beforeAll(async () => {
    mlflow = await mlflowAnswers();
    tidemark = await askTidemark(process.env['TIDEMARK_URI']);
  }, 10 * MINUTE);

  test('every flow has a recorded answer of mlflow server', () => {
    expect(Object.keys(tidemark).sort()).toEqual(Object.keys(mlflow).sort());
  });

  for (const [name, { says }] of Object.entries(recording)) {
    test(`[${name}] ${says}`, () => {
      const found = compareFlow(name, mlflow[name], tidemark[name]);
      const unlisted = found.filter((difference) => !isListed(difference, list, new Set()));
      expect(unlisted.map(describeDifference).join('\n')).toBe('');
    });
  }

  test('every listed difference still occurs', () => {
    const used = new Set<ListedDifference>();
    for (const name of Object.keys(tidemark)) {
      for (const difference of compareFlow(name, mlflow[name], tidemark[name]))
        isListed(difference, list, used);
    }
    expect(list.filter((listed) => !used.has(listed))).toEqual([]);
  });
});

function mlflowAnswers(): Promise<Recording> {
  if (mode === 'record') return record();
  return mode === 'live' ? askMlflow() : Promise.resolve(recording);
}
