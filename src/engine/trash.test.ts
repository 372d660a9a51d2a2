import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { putArtifact } from './testing/artifacts.ts';
import { deletedRun } from './testing/deleted-run.ts';
import { openTestEngine, START, type TestEngine } from './testing/open.ts';
import { newExperiment, newRun } from './testing/runs.ts';

describe('the trash', () => {
  let engine: TestEngine;
  let experiment: string;
  let [older, newer, inDeleted] = ['', '', ''];
  beforeAll(async () => {
    engine = await openTestEngine();
    experiment = await newExperiment(engine, 'gone');
    inDeleted = await newRun(engine, { experiment_id: experiment });
    await putArtifact(engine, `${experiment}/${inDeleted}/artifacts/a`, 300);
    older = await deletedRun(engine, '0', 100, 'older');
    engine.advance(1000);
    newer = await deletedRun(engine, '0', 200, 'newer');
    await engine.call('deleteExperiment', { experiment_id: experiment });
  });
  afterAll(() => engine[Symbol.asyncDispose]());

  const run = (run_id: string, run_name: string, deleted_time: number, bytes: number) => ({
    ...{ run_id, run_name, experiment_id: '0', experiment_name: 'Default', deleted_time, bytes },
  });

  test('lists deleted experiments with all their runs, and deleted runs of others, newest first, with their bytes', async () => {
    await newRun(engine);
    expect(await engine.call('getTrash', {})).toEqual({
      experiments: [
        { experiment_id: experiment, name: 'gone', deleted_time: START + 1000, runs: 1, bytes: 300 },
      ],
      runs: [run(newer, 'newer', START + 1000, 200), run(older, 'older', START, 100)],
    });
  });

  test('comes in pages of any size, each object once', async () => {
    for (const max_results of [1, 2, 3]) {
      const seen: string[] = [];
      let page_token: string | undefined;
      do {
        const page = await engine.call('getTrash', { max_results, ...(page_token && { page_token }) });
        seen.push(...page.experiments.map((e) => e.experiment_id), ...page.runs.map((r) => r.run_id));
        page_token = page.next_page_token;
      } while (page_token !== undefined);
      expect([max_results, seen]).toEqual([max_results, [experiment, newer, older]]);
    }
  });

  test('a token of another search and a page beyond the limit are INVALID_PARAMETER_VALUE', async () => {
    const runs = { experiment_ids: ['0'], run_view_type: 'DELETED_ONLY', max_results: 1 };
    const { next_page_token } = (await engine.send('searchRuns', runs)) as { next_page_token: string };
    expect(await engine.refusal('getTrash', { page_token: next_page_token })).toContain('another order');
    expect(await engine.refusal('getTrash', { max_results: 1001 })).toContain("'max_results'");
  });
});
