import { describe, expect, test } from 'vitest';
import { historyNodes, versionGraph } from './version-graph.ts';

describe('the lanes of a history', () => {
  test('a plain history is one lane', () => {
    const rows = versionGraph(historyNodes([], [{ version: '3' }, { version: '2' }, { version: '1' }]));
    expect(rows.map(({ lane }) => lane)).toEqual([0, 0, 0]);
    expect(rows[0]?.lines).toEqual([{ half: 'lower', from: 0, to: 0 }]);
    expect(rows[2]?.lines).toEqual([{ half: 'upper', from: 0, to: 0 }]);
  });

  test('two versions made from the same one lie beside each other until it', () => {
    const rows = versionGraph(
      historyNodes([], [{ version: '3', parent_version: '1' }, { version: '2' }, { version: '1' }]),
    );
    expect(rows.map(({ lane }) => lane)).toEqual([0, 1, 0]);
    expect(rows[1]?.lines).toContainEqual({ half: 'lower', from: 1, to: 0 });
  });

  test('a merge has a line to each of its two versions, and the lane is free afterwards', () => {
    const rows = versionGraph(
      historyNodes(
        [],
        [
          { version: '4', parent_version: '3', merged_version: '2' },
          { version: '3', parent_version: '1' },
          { version: '2', parent_version: '1' },
          { version: '1' },
        ],
      ),
    );
    expect(rows[0]?.lines).toEqual([
      { half: 'lower', from: 0, to: 0 },
      { half: 'lower', from: 0, to: 1 },
    ]);
    expect(rows.map(({ lane }) => lane)).toEqual([0, 0, 1, 0]);
    expect(rows[3]?.lines.filter(({ half }) => half === 'lower')).toEqual([]);
  });

  test('a version whose parent was deleted is shown to follow the one before, a draft of none stands alone', () => {
    const nodes = historyNodes(
      [{ draft_id: 'd' }],
      [{ version: '5', parent_version: '4' }, { version: '2' }],
    );
    expect(nodes).toEqual([
      { id: 'd', parents: [] },
      { id: '5', parents: ['2'] },
      { id: '2', parents: [] },
    ]);
  });
});
