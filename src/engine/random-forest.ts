/** What a forest splits on: a small whole number for each row. */
export interface Feature {
  codes: Uint8Array;
  /** Codes are below this: at most 64 of numbers, at most 32 of categories. */
  bins: number;
  /** Codes of numbers are in order: a split is a bound. Categories are split into two sets. */
  isOrdered: boolean;
}

export interface Judgement {
  /** How much worse the prediction of rows that a tree has not seen becomes when a feature is shuffled; 0 or more. */
  importance: number[];
  /** Out-of-bag R². */
  score: number;
}

const TREES = 100;
const MOST_TRIED = 32;
/** Leaves hold so many rows at least, more where there are many: small ones cost time and tell little. */
const LEAST_ROWS = 2;
const LEAVES = 300;

interface Split {
  feature: number;
  gain: number;
  /** Of an ordered feature the greatest code that goes left, else a bit for each code that does. */
  left: number;
}

/** A tree in columns; a node without a feature (-1) is a leaf. */
interface Tree {
  feature: number[];
  left: number[];
  low: number[];
  high: number[];
  value: number[];
}

const goesLeft = ({ isOrdered }: Feature, left: number, code: number): boolean =>
  isOrdered ? code <= left : ((left >>> code) & 1) === 1;

const MOST_CODES = 64;
const IN_ORDER = [...Array(MOST_CODES).keys()];

/** Sums and counts of the target by code, used again for each split. */
class Histogram {
  readonly sums = new Float64Array(MOST_CODES);
  readonly counts = new Int32Array(MOST_CODES);

  fill({ codes, bins }: Feature, target: Float64Array, rows: Int32Array, from: number, to: number): void {
    this.sums.fill(0, 0, bins);
    this.counts.fill(0, 0, bins);
    for (let at = from; at < to; at += 1) {
      const row = rows[at] as number;
      const code = codes[row] as number;
      this.sums[code] = (this.sums[code] as number) + (target[row] as number);
      this.counts[code] = (this.counts[code] as number) + 1;
    }
  }

  /** The order in which codes may be cut: their own, or that of the means of those that there are. */
  order({ bins, isOrdered }: Feature): readonly number[] {
    if (isOrdered) return IN_ORDER;
    const codes = IN_ORDER.slice(0, bins).filter((code) => (this.counts[code] as number) > 0);
    const mean = (code: number) => (this.sums[code] as number) / (this.counts[code] as number);
    return codes.sort((a, b) => mean(a) - mean(b) || a - b);
  }
}

/** Grows one tree on the given rows, which it reorders. */
class Grower {
  readonly #features: readonly Feature[];
  readonly #target: Float64Array;
  readonly #random: () => number;
  readonly #least: number;
  readonly #histogram = new Histogram();
  readonly #picks: Int32Array;
  readonly #tried: number;

  constructor(features: readonly Feature[], target: Float64Array, random: () => number) {
    this.#features = features;
    this.#target = target;
    this.#random = random;
    this.#least = Math.max(LEAST_ROWS, Math.round(target.length / LEAVES));
    this.#picks = Int32Array.from(features.keys());
    this.#tried = Math.min(MOST_TRIED, Math.ceil(features.length / 3));
  }

  grow(rows: Int32Array): Tree {
    const tree: Tree = { feature: [], left: [], low: [], high: [], value: [] };
    this.#addNode(tree, rows, 0, rows.length);
    return tree;
  }

  /** Depth is bounded by the logarithm of sizes in practice, and by rows / least in the worst case. */
  #addNode(tree: Tree, rows: Int32Array, from: number, to: number): number {
    const node = tree.feature.length;
    const sum = this.#sum(rows, from, to);
    tree.feature.push(-1);
    tree.left.push(0);
    tree.low.push(-1);
    tree.high.push(-1);
    tree.value.push(sum / (to - from));
    const split = to - from < 2 * this.#least ? undefined : this.#bestSplit(rows, from, to, sum);
    if (split === undefined) return node;
    const middle = this.#partition(rows, from, to, split);
    tree.feature[node] = split.feature;
    tree.left[node] = split.left;
    tree.low[node] = this.#addNode(tree, rows, from, middle);
    tree.high[node] = this.#addNode(tree, rows, middle, to);
    return node;
  }

  #sum(rows: Int32Array, from: number, to: number): number {
    let sum = 0;
    for (let at = from; at < to; at += 1) sum += this.#target[rows[at] as number] as number;
    return sum;
  }

  #bestSplit(rows: Int32Array, from: number, to: number, sum: number): Split | undefined {
    let best: Split | undefined;
    for (let tried = 0; tried < this.#tried; tried += 1) {
      const split = this.#splitOn(this.#pick(tried), rows, from, to, sum);
      if (split !== undefined && (best === undefined || split.gain > best.gain)) best = split;
    }
    return best;
  }

  /** The next feature to try: one of those that were not yet. */
  #pick(tried: number): number {
    const other = tried + Math.floor(this.#random() * (this.#picks.length - tried));
    const picked = this.#picks[other] as number;
    this.#picks[other] = this.#picks[tried] as number;
    this.#picks[tried] = picked;
    return picked;
  }

  /** The cut of a feature that leaves the least squared error; undefined where none leaves less. */
  #splitOn(index: number, rows: Int32Array, from: number, to: number, sum: number): Split | undefined {
    const feature = this.#features[index] as Feature;
    const { sums, counts } = this.#histogram;
    this.#histogram.fill(feature, this.#target, rows, from, to);
    const order = this.#histogram.order(feature);
    const count = to - from;
    const whole = (sum * sum) / count;
    let best: Split | undefined;
    let [lowSum, lowCount, bits] = [0, 0, 0];
    const length = Math.min(order.length, feature.bins) - 1;
    for (let at = 0; at < length; at += 1) {
      const code = order[at] as number;
      lowSum += sums[code] as number;
      lowCount += counts[code] as number;
      bits |= 1 << code;
      if (lowCount < this.#least || count - lowCount < this.#least) continue;
      const gain = (lowSum * lowSum) / lowCount + (sum - lowSum) ** 2 / (count - lowCount) - whole;
      if (gain > 1e-12 && (best === undefined || gain > best.gain))
        best = { feature: index, gain, left: feature.isOrdered ? code : bits };
    }
    return best;
  }

  /** Puts the rows that go left first; returns where the others begin. */
  #partition(rows: Int32Array, from: number, to: number, { feature: index, left }: Split): number {
    const feature = this.#features[index] as Feature;
    let middle = from;
    for (let at = from; at < to; at += 1) {
      const row = rows[at] as number;
      if (!goesLeft(feature, left, feature.codes[row] as number)) continue;
      rows[at] = rows[middle] as number;
      rows[middle] = row;
      middle += 1;
    }
    return middle;
  }
}

/** What a tree predicts for a row, with the code of `shuffled` taken from another row. */
function predict(
  tree: Tree,
  features: readonly Feature[],
  row: number,
  shuffled: number,
  other: number,
): number {
  let node = 0;
  for (;;) {
    const index = tree.feature[node] as number;
    if (index < 0) return tree.value[node] as number;
    const feature = features[index] as Feature;
    const code = feature.codes[index === shuffled ? other : row] as number;
    node = (goesLeft(feature, tree.left[node] as number, code) ? tree.low : tree.high)[node] as number;
  }
}

function shuffle(rows: Int32Array, random: () => number): Int32Array {
  const shuffled = rows.slice();
  for (let at = shuffled.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const row = shuffled[at] as number;
    shuffled[at] = shuffled[other] as number;
    shuffled[other] = row;
  }
  return shuffled;
}

/** As many rows as there are, drawn with replacement, and those that were not drawn. */
function bootstrap(count: number, random: () => number): { bag: Int32Array; rest: Int32Array } {
  const drawn = new Uint8Array(count);
  const bag = Int32Array.from({ length: count }, () => {
    const row = Math.floor(random() * count);
    drawn[row] = 1;
    return row;
  });
  return { bag, rest: Int32Array.from([...drawn.keys()].filter((row) => drawn[row] === 0)) };
}

/** What the trees predict for the rows that they have not seen. */
class Unseen {
  readonly #sums: Float64Array;
  readonly #counts: Int32Array;

  constructor(rows: number) {
    this.#sums = new Float64Array(rows);
    this.#counts = new Int32Array(rows);
  }

  add(row: number, predicted: number): void {
    this.#sums[row] = (this.#sums[row] as number) + predicted;
    this.#counts[row] = (this.#counts[row] as number) + 1;
  }

  /** R² over the rows that some tree has not seen. */
  score(target: Float64Array): number {
    const rows = [...this.#counts.keys()].filter((row) => (this.#counts[row] as number) > 0);
    const mean = rows.reduce((sum, row) => sum + (target[row] as number), 0) / rows.length;
    let [error, spread] = [0, 0];
    for (const row of rows) {
      const value = target[row] as number;
      error += (value - (this.#sums[row] as number) / (this.#counts[row] as number)) ** 2;
      spread += (value - mean) ** 2;
    }
    return spread === 0 ? 0 : 1 - error / spread;
  }
}

/** Grows a small forest of regression trees, and judges its features by the rows that each tree has not seen. */
export function judgeFeatures(
  features: readonly Feature[],
  target: Float64Array,
  random: () => number,
): Judgement {
  const grower = new Grower(features, target, random);
  const losses = new Float64Array(features.length);
  const unseen = new Unseen(target.length);
  for (let count = 0; count < TREES; count += 1) {
    const { bag, rest } = bootstrap(target.length, random);
    const tree = grower.grow(bag);
    const errorOf = (shuffled: number, others: Int32Array): number => {
      let sum = 0;
      for (const [at, row] of rest.entries())
        sum += (predict(tree, features, row, shuffled, others[at] as number) - (target[row] as number)) ** 2;
      return sum;
    };
    for (const row of rest) unseen.add(row, predict(tree, features, row, -1, row));
    const error = errorOf(-1, rest);
    for (const index of new Set(tree.feature.filter((used) => used >= 0)))
      losses[index] =
        (losses[index] as number) +
        (errorOf(index, shuffle(rest, random)) - error) / Math.max(1, rest.length);
  }
  return { importance: Array.from(losses, (loss) => Math.max(0, loss)), score: unseen.score(target) };
}
