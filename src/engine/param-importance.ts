import type { Importance } from '../contract/index.ts';
import type { RunParams } from '../store/index.ts';
import { type Feature, judgeFeatures } from './random-forest.ts';

type Column = RunParams['params'][number];
type Shown = Importance['params'][number];

const LEAST_RUNS = 10;
const FEW_RUNS = 50;
const MOST_PARAMS = 200;
/** Code 0 is of runs without the param. */
const MOST_BINS = 63;
const MOST_CATEGORIES = 30;
const OTHER = MOST_CATEGORIES + 1;

const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/;
/** How clients write that there is no number. */
const NO_NUMBER = new Set(['', 'None', 'null', 'nan', 'NaN']);

/** A param of the runs, made ready for trees. */
interface Encoded {
  shown: Pick<Shown, 'key' | 'kind' | 'values' | 'correlation'>;
  feature: Feature;
}

type LeftOut = 'constant' | 'rare' | 'unique';

/** Places among the sorted values from 1 on; equal ones share the mean of theirs. */
function ranks(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) => (values[a] as number) - (values[b] as number));
  const found = Array<number>(values.length).fill(0);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to] as number] === values[order[from] as number]) to += 1;
    for (const index of order.slice(from, to)) found[index] = (from + 1 + to) / 2;
    from = to;
  }
  return found;
}

/** Spearman's rank correlation; 0 where one side does not vary. */
function spearman(left: readonly number[], right: readonly number[]): number {
  const [a, b] = [ranks(left), ranks(right)];
  const mean = (left.length + 1) / 2;
  let [ab, aa, bb] = [0, 0, 0];
  for (const [index, rank] of a.entries()) {
    const [x, y] = [rank - mean, (b[index] as number) - mean];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa * bb);
}

/** The numbers of a param, NaN where a run has none; undefined where some value is none. */
function numbersOf(values: Column['values']): number[] | undefined {
  const numbers: number[] = [];
  for (const value of values) {
    const isMissing = value === null || NO_NUMBER.has(value);
    if (!isMissing && !(NUMBER.test(value) && Number.isFinite(Number(value)))) return undefined;
    numbers.push(isMissing ? Number.NaN : Number(value));
  }
  return numbers.every(Number.isNaN) ? undefined : numbers;
}

/** Codes of numbers: each its own where they are few, else bins that hold about as many runs each. */
function orderedFeature(numbers: readonly number[]): Feature {
  const sorted = numbers.filter((number) => !Number.isNaN(number)).sort((a, b) => a - b);
  const different = [...new Set(sorted)];
  const bounds =
    different.length <= MOST_BINS
      ? different
      : [
          ...new Set(
            Array.from(
              { length: MOST_BINS },
              (_, bin) => sorted[Math.floor(((bin + 1) * sorted.length) / MOST_BINS) - 1] as number,
            ),
          ),
        ];
  const codeOf = (number: number) => (Number.isNaN(number) ? 0 : 1 + lowerBound(bounds, number));
  return { codes: Uint8Array.from(numbers, codeOf), bins: bounds.length + 1, isOrdered: true };
}

/** The first place whose bound is at least the number; the last bound is the greatest number. */
function lowerBound(bounds: readonly number[], number: number): number {
  let [low, high] = [0, bounds.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] as number) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Codes of the most used values; those that a hundredth of the runs has not are one, so that a name of each run tells nothing. */
function categoricalFeature(values: Column['values']): Feature {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  const least = Math.max(2, Math.ceil(values.length / 100));
  const used = [...counts].filter(([, count]) => count >= least);
  used.sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
  const codes = new Map(used.slice(0, MOST_CATEGORIES).map(([value], index) => [value, index + 1]));
  const codeOf = (value: string | null) => (value === null ? 0 : (codes.get(value) ?? OTHER));
  return { codes: Uint8Array.from(values, codeOf), bins: OTHER + 1, isOrdered: false };
}

function encode({ key, values }: Column, metric: readonly number[]): Encoded | LeftOut {
  const present = values.filter((value) => value !== null);
  if (present.length * 2 < values.length) return 'rare';
  const numbers = numbersOf(values);
  const different = new Set<string | number>(
    numbers === undefined ? present : numbers.filter((one) => !Number.isNaN(one)),
  );
  const feature = numbers === undefined ? categoricalFeature(values) : orderedFeature(numbers);
  if (new Set(feature.codes).size < 2) return different.size < 2 ? 'constant' : 'unique';
  if (numbers === undefined) return { shown: { key, kind: 'categorical', values: different.size }, feature };
  const places = [...numbers.keys()].filter((index) => !Number.isNaN(numbers[index]));
  const correlation = spearman(
    places.map((index) => numbers[index] as number),
    places.map((index) => metric[index] as number),
  );
  return { shown: { key, kind: 'numeric', values: different.size, correlation }, feature };
}

/** The share of the target's spread that lies between the codes of a feature. */
function association({ codes }: Feature, target: Float64Array): number {
  const groups = new Map<number, [sum: number, count: number]>();
  for (const [row, code] of codes.entries()) {
    const [sum, count] = groups.get(code) ?? [0, 0];
    groups.set(code, [sum + (target[row] as number), count + 1]);
  }
  return [...groups.values()].reduce((total, [sum, count]) => total + (sum * sum) / count, 0);
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.floor(share * (sorted.length - 1))] as number;
}

/**
 * The metric as trees take it: values far beyond the middle half are drawn in, so that one diverged run does not decide about all,
 * and scaled to what sums of squares can hold.
 */
function targetOf(metric: readonly number[]): { target: Float64Array; drawnIn: number } {
  const largest = metric.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const scaled = metric.map((value) => value / largest);
  const sorted = scaled.toSorted((a, b) => a - b);
  const [low, high] = [quantile(sorted, 0.25), quantile(sorted, 0.75)];
  const reach = high === low ? Number.POSITIVE_INFINITY : 3 * (high - low);
  const within = scaled.map((value) => Math.min(high + reach, Math.max(low - reach, value)));
  const [least = 0, most = 0] = [Math.min(...within), Math.max(...within)];
  const target = Float64Array.from(within, (value) =>
    most === least ? 0 : (value - least) / (most - least),
  );
  return { target, drawnIn: within.filter((value, index) => value !== scaled[index]).length };
}

/** Chance that is always the same for the same data. */
function chanceOf(features: readonly Feature[], target: Float64Array): () => number {
  let state = 2_166_136_261;
  const mix = (byte: number) => {
    state = Math.imul(state ^ byte, 16_777_619);
  };
  for (const byte of new Uint8Array(target.buffer)) mix(byte);
  for (const { codes } of features) for (const code of codes) mix(code);
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const REASONS: Readonly<Record<LeftOut, string>> = {
  constant: 'the same in all runs',
  rare: 'missing in most runs',
  unique: 'a different text in nearly every run',
};

function leftOutText(leftOut: readonly LeftOut[], beyond: number): string[] {
  const parts = Object.entries(REASONS).flatMap(([reason, text]) => {
    const count = leftOut.filter((one) => one === reason).length;
    return count === 0 ? [] : [`${count} ${text}`];
  });
  if (beyond > 0) parts.push(`${beyond} beyond the ${MOST_PARAMS} that go most along with the metric`);
  return parts.length === 0 ? [] : [`Params left out: ${parts.join(', ')}.`];
}

function caveatOf(
  { matched, metric }: RunParams,
  { score, drawnIn, others }: { score: number; drawnIn: number; others: string[] },
): string {
  const runs = metric.length;
  return [
    score < 0.1
      ? 'The params tell little or nothing of the metric here: take their order for chance.'
      : 'Importance tells which params go along with the metric among these runs, not what changing one alone would do.',
    ...(runs < FEW_RUNS ? [`With only ${runs} runs it may be chance.`] : []),
    ...(matched > runs ? [`Found from ${runs} of ${matched} runs.`] : []),
    ...(drawnIn > 0 ? [`${drawnIn} extreme values of the metric were drawn in.`] : []),
    ...others,
  ].join(' ');
}

const nothing = (runs: number, caveat: string): Importance => ({ runs, params: [], score: 0, caveat });

/** Which params tell most of the metric: the same answer for the same runs. */
export function paramImportance(given: RunParams): Importance {
  const { metric, params } = given;
  const runs = metric.length;
  if (runs < LEAST_RUNS)
    return nothing(
      runs,
      `${runs === 1 ? 'One run has' : `${runs} runs have`} this metric as a number; it takes at least ${LEAST_RUNS} to tell which params matter.`,
    );
  const { target, drawnIn } = targetOf(metric);
  const all = params.map((column) => encode(column, metric));
  const leftOut = all.filter((one): one is LeftOut => typeof one === 'string');
  const encoded = all.filter((one): one is Encoded => typeof one !== 'string');
  const ranked = encoded
    .map((one) => ({ one, strength: association(one.feature, target) }))
    .toSorted((a, b) => b.strength - a.strength)
    .slice(0, MOST_PARAMS)
    .map(({ one }) => one);
  const kept = encoded.length > MOST_PARAMS ? ranked : encoded;
  const others = leftOutText(leftOut, encoded.length - kept.length);
  if (kept.length === 0) return nothing(runs, ['No param differs between these runs.', ...others].join(' '));
  if (target.every((value) => value === target[0]))
    return nothing(runs, ['The metric is the same in all of these runs.', ...others].join(' '));
  const features = kept.map(({ feature }) => feature);
  const { importance, score } = judgeFeatures(features, target, chanceOf(features, target));
  const sum = importance.reduce((total, one) => total + one, 0) || 1;
  const shown = kept.map((one, index) => ({
    ...one.shown,
    importance: (importance[index] as number) / sum,
  }));
  shown.sort((a, b) => b.importance - a.importance || (a.key < b.key ? -1 : 1));
  return { runs, params: shown, score, caveat: caveatOf(given, { score, drawnIn, others }) };
}
