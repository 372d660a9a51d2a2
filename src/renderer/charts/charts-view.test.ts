import { expect, test } from 'vitest';
import {
  chartIdOf,
  EMPTY_CHARTS,
  OWN_SECTION,
  sectionsOf,
  withChart,
  withoutChart,
  withSection,
} from './charts-view.ts';
import { movedOrder } from './use-chart-order.ts';

const METRICS = ['val/acc', 'loss', 'system/cpu', 'val/loss', 'a.b'];
const namesOf = (view = EMPTY_CHARTS) =>
  sectionsOf(view, METRICS).map(({ name, charts }) => [name, charts.map(({ id }) => id)]);

test('each metric has a chart in the section of its prefix, what tells most first and the machine last', () => {
  expect(namesOf()).toEqual([
    ['Metrics', ['metric:loss', 'metric:a.b']],
    ['val', ['metric:val/loss', 'metric:val/acc']],
    ['system', ['metric:system/cpu']],
  ]);
});

test("a person's own charts come first, and a metric's chart that was set up stays in its place", () => {
  const own = { id: 'x', kind: 'bar', metric: 'loss', value: 'min' } as const;
  const set = { id: chartIdOf('val/loss'), kind: 'line', metrics: ['val/loss'], isLogY: true } as const;
  const sections = sectionsOf(withChart(withChart(EMPTY_CHARTS, own), set), METRICS);
  expect(sections[0]).toMatchObject({ name: OWN_SECTION, charts: [own] });
  expect(sections[2]?.charts[0]).toEqual(set);
});

test('a removed chart of a metric stays away until it is wanted again', () => {
  const without = withoutChart(EMPTY_CHARTS, chartIdOf('loss'));
  expect(Object.fromEntries(namesOf(without))).toMatchObject({ Metrics: ['metric:a.b'] });
  expect(namesOf({ ...without, removed: [] })).toEqual(namesOf());
});

test('charts that were moved come first in their order, later metrics after them', () => {
  const order = movedOrder(['metric:val/loss', 'metric:val/acc'], 'metric:val/acc', 'metric:val/loss');
  const view = withSection(EMPTY_CHARTS, 'val', { order: order ?? [] });
  expect(namesOf(view)[1]).toEqual(['val', ['metric:val/acc', 'metric:val/loss']]);
});

test('a search keeps the charts whose title has it', () => {
  expect(namesOf({ ...EMPTY_CHARTS, search: 'LOSS' })).toEqual([
    ['Metrics', ['metric:loss']],
    ['val', ['metric:val/loss']],
  ]);
});

test('files that runs logged stand between the metrics and those of the machine, and one that was removed stays away', () => {
  const dog = { id: 'media:images:dog', kind: 'images', key: 'dog' } as const;
  const media = [dog];
  const sections = sectionsOf(EMPTY_CHARTS, METRICS, media);
  expect(sections.map(({ name }) => name).slice(-2)).toEqual(['Media', 'system']);
  expect(sections.at(-2)?.charts).toEqual(media);
  const named = { ...dog, title: 'Dogs' };
  expect(sectionsOf(withChart(EMPTY_CHARTS, named), METRICS, media).at(-2)?.charts).toEqual([named]);
  const without = sectionsOf(withoutChart(EMPTY_CHARTS, dog.id), METRICS, media);
  expect(without.map(({ name }) => name)).not.toContain('Media');
});
