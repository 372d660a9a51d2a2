import type { FlowDocument, FlowResult } from './flows.ts';
import { isObject, type Json } from './json.ts';

const CLOCK_SLACK_MS = 5_000;
const GENERATED_NAME = /^[a-z]+-[a-z]+-\d{1,4}$/;
const ID = /m-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{32}\b/g;
const EXPERIMENT_IN_PATH = /(mlflow-artifacts:\/|mlflow-artifacts\/artifacts\/)(\d+)(?=\/|$)/g;
const MOMENT = /\b\d{13}\b/g;
const SPOKEN = new Set(['message', 'detail']);

/**
 * Replaces what differs from one run of a flow to the next by what it is: ids become `<run:1>`, numbered as they
 * first appear in the flow, the clock's times `<time>`, generated names, page tokens and the text of messages the
 * like. Lists of keyed objects are put in the order of their keys, which MLflow leaves open.
 */
export function normalise(document: FlowDocument): Record<string, FlowResult> {
  const from = document.started - CLOCK_SLACK_MS;
  const to = document.ended + CLOCK_SLACK_MS;
  const entries = Object.entries(document.flows).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    entries.map(([name, flow]) => [name, normaliseFlow(flow, new Replacer(from, to))]),
  );
}

function normaliseFlow(flow: FlowResult, replacer: Replacer): FlowResult {
  if (flow.failed !== undefined) return flow;
  const { says, observed = null, calls = [] } = flow;
  return { says, observed: replacer.value(observed), calls: calls.map((call) => replacer.text(call)) };
}

class Replacer {
  private readonly from: number;
  private readonly to: number;
  private readonly known = new Map<string, string>();
  private readonly counts = new Map<string, number>();

  constructor(from: number, to: number) {
    this.from = from;
    this.to = to;
  }

  value(value: Json, key = ''): Json {
    if (Array.isArray(value)) return inKeyOrder(value).map((part) => this.value(part, key));
    if (isObject(value)) return this.object(value);
    if (typeof value === 'number') return this.isNow(value) ? '<time>' : value;
    return typeof value === 'string' ? this.named(key, value) : value;
  }

  text(text: string): string {
    return text
      .replace(EXPERIMENT_IN_PATH, (_, before: string, id: string) => before + this.experiment(id))
      .replace(ID, (id) => this.number(kindOf(id), id))
      .replace(MOMENT, (digits) => (this.isNow(Number(digits)) ? '<time>' : digits));
  }

  private object(value: { [key: string]: Json }): Json {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([key, part]) => [this.text(key), this.value(part, key)]));
  }

  private named(key: string, value: string): Json {
    if (value === '') return value;
    if (SPOKEN.has(key)) return '<message>';
    if (key === 'next_page_token') return '<token>';
    if (key.startsWith('experiment_id')) return this.experiment(value);
    if (GENERATED_NAME.test(value)) return '<generated name>';
    return this.text(value);
  }

  private experiment(id: string): string {
    return id === '0' || !/^\d+$/.test(id) ? id : this.number('experiment', id);
  }

  private number(kind: string, id: string): string {
    const known = this.known.get(`${kind} ${id}`);
    if (known !== undefined) return known;
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    this.known.set(`${kind} ${id}`, `<${kind}:${count}>`);
    return `<${kind}:${count}>`;
  }

  private isNow(value: number): boolean {
    return value >= this.from && value <= this.to;
  }
}

function kindOf(id: string): string {
  if (/^(?:m-)?(.)\1+$/.test(id)) return 'unknown';
  if (id.startsWith('m-')) return 'model';
  return id.length === 32 ? 'run' : 'uuid';
}

function inKeyOrder(list: Json[]): Json[] {
  const keyed = list.map((part) => ({ part, key: keyOf(part) }));
  if (keyed.some(({ key }) => key === undefined)) return list;
  return keyed.sort((a, b) => compare(a.key ?? '', b.key ?? '')).map(({ part }) => part);
}

function keyOf(part: Json): string | undefined {
  const key = isObject(part) ? part['key'] : undefined;
  return typeof key === 'string' ? key : undefined;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
