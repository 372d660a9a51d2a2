import type { ModelLineage } from '../../../contract/index.ts';
import { modelPath, modelVersionPath } from '../../model-paths.ts';

export type LineageKind = 'dataset' | 'run' | 'logged_model' | 'version' | 'stage' | 'alias' | 'more';

export interface LineageNode {
  id: string;
  kind: LineageKind;
  title: string;
  detail: string;
  /** The page of it, where it has one. */
  to: string | undefined;
  /** Whether it is what the graph is about. */
  isSubject: boolean;
  x: number;
  y: number;
}

export interface LineageEdge {
  id: string;
  source: string;
  target: string;
}

export const NODE_HEIGHT = 48;
const WIDEST = 188;
const NARROWEST = 124;
const GAP_X = 36;
/** At the two sides of the drawing. */
const MARGIN = 24;
const GAP_Y = 16;
/** Of one kind, so many are drawn. */
const MOST_OF_A_KIND = 8;

type Part = Omit<LineageNode, 'x' | 'y' | 'isSubject'> & { isSubject?: boolean };
type Version = ModelLineage['siblings'][number];

interface LineageDrawing {
  nodes: LineageNode[];
  edges: LineageEdge[];
  /** Of every node. */
  width: number;
}

/**
 * Where a version comes from and what came of it, in columns from left to right: data, run, logged model, versions, what they are
 * for. The nodes are as wide as `room` allows, within reason.
 */
export function lineageGraph(lineage: ModelLineage, room: number): LineageDrawing {
  const { run, logged_model, version, copied_from } = lineage;
  const datasets = limited(
    lineage.datasets.map((dataset) => datasetPart(dataset, lineage)),
    'datasets',
  );
  const runs: Part[] = run === undefined ? [] : [runPart(run)];
  const models: Part[] = logged_model === undefined ? [] : [loggedPart(logged_model, lineage)];
  const origins: Part[] = copied_from === undefined ? [] : [versionPart(copied_from, 'copied from')];
  const subject: Part = { ...versionPart(version, 'this version'), isSubject: true };
  const siblings = limited(
    siblingsOf(lineage).map((sibling) => versionPart(sibling, 'from the same source')),
    'versions',
  );
  const uses: Part[] = [stagePart(version), ...version.aliases.map((alias) => aliasPart(alias, version))];
  const copies = limited(
    lineage.copies.map((copy) => versionPart(copy, 'copy of it')),
    'copies',
  );
  const source = models[0] ?? runs[0];
  const edges = [
    ...edgesBetween(datasets, runs),
    ...edgesBetween(runs, models),
    ...(source === undefined
      ? []
      : edgesBetween([source], [...(origins.length > 0 ? origins : [subject]), ...siblings])),
    ...edgesBetween(origins, [subject]),
    ...edgesBetween([subject], [...uses, ...copies]),
  ];
  const columns = [datasets, runs, models, origins, [subject, ...siblings], [...uses, ...copies]];
  const filled = columns.filter((column) => column.length > 0);
  const free = (room - 2 * MARGIN - (filled.length - 1) * GAP_X) / filled.length;
  const width = Math.floor(Math.max(NARROWEST, Math.min(WIDEST, free)));
  return { nodes: placed(filled, width), edges, width };
}

/** Versions of the same source that are no copies, which have that source too. */
export function siblingsOf({ siblings, copies, copied_from }: ModelLineage): Version[] {
  const copied = new Set([...copies, ...(copied_from ? [copied_from] : [])].map(versionId));
  return siblings.filter((sibling) => !copied.has(versionId(sibling)));
}

const versionId = ({ name, version }: Version) => `version ${name}/${version}`;

function datasetPart(
  { name, digest, context }: ModelLineage['datasets'][number],
  { run }: ModelLineage,
): Part {
  const filter = `dataset.name = ${quoted(name)} AND dataset.digest = ${quoted(digest)}`;
  return {
    id: `dataset ${name} ${digest} ${context ?? ''}`,
    kind: 'dataset',
    title: name,
    detail: context === undefined ? digest : `${context} · ${digest}`,
    to: run && `/experiments/${run.experiment_id}?${new URLSearchParams({ filter })}`,
  };
}

const quoted = (text: string) => (text.includes("'") ? JSON.stringify(text) : `'${text}'`);

function runPart(run: NonNullable<ModelLineage['run']>): Part {
  return {
    id: `run ${run.run_id}`,
    kind: 'run',
    title: run.run_name,
    detail: run.lifecycle_stage === 'deleted' ? 'in the trash' : run.experiment_name,
    to: `/experiments/${run.experiment_id}/runs/${run.run_id}`,
  };
}

function loggedPart(model: NonNullable<ModelLineage['logged_model']>, { run }: ModelLineage): Part {
  return {
    id: `logged ${model.model_id}`,
    kind: 'logged_model',
    title: model.name,
    detail: model.deleted ? 'deleted' : model.model_id,
    to: run && loggedModelPath(run, model.model_id),
  };
}

/** The files of a logged model, which the page of its run shows. */
export function loggedModelPath(run: { experiment_id: string; run_id: string }, modelId: string): string {
  const query = new URLSearchParams({ model: modelId });
  return `/experiments/${run.experiment_id}/runs/${run.run_id}/artifacts/MLmodel?${query}`;
}

function versionPart({ name, version }: Version, detail: string): Part {
  return {
    id: versionId({ name, version }),
    kind: 'version',
    title: `${name} v${version}`,
    detail,
    to: modelVersionPath(name, version),
  };
}

function stagePart({ name, stage }: ModelLineage['version']): Part {
  return { id: `stage ${stage}`, kind: 'stage', title: stage, detail: 'stage', to: modelPath(name, 'board') };
}

function aliasPart(alias: string, { name }: ModelLineage['version']): Part {
  return {
    id: `alias ${alias}`,
    kind: 'alias',
    title: `@${alias}`,
    detail: `models:/${name}@${alias}`,
    to: modelPath(name, 'history'),
  };
}

function limited(parts: Part[], word: string): Part[] {
  if (parts.length <= MOST_OF_A_KIND) return parts;
  const left = parts.length - MOST_OF_A_KIND;
  const more: Part = {
    id: `more ${word}`,
    kind: 'more',
    title: `${left} more ${word}`,
    detail: '',
    to: undefined,
  };
  return [...parts.slice(0, MOST_OF_A_KIND), more];
}

function edgesBetween(sources: readonly Part[], targets: readonly Part[]): LineageEdge[] {
  return sources.flatMap((source) =>
    targets.map((target) => ({ id: `${source.id} → ${target.id}`, source: source.id, target: target.id })),
  );
}

/** Columns beside each other, each in the middle of the tallest. */
function placed(columns: readonly (readonly Part[])[], width: number): LineageNode[] {
  const heightOf = (count: number) => count * NODE_HEIGHT + (count - 1) * GAP_Y;
  const tallest = Math.max(...columns.map((column) => heightOf(column.length)));
  return columns.flatMap((column, index) => {
    const top = (tallest - heightOf(column.length)) / 2;
    return column.map((part, row) => ({
      isSubject: false,
      ...part,
      x: index * (width + GAP_X),
      y: top + row * (NODE_HEIGHT + GAP_Y),
    }));
  });
}
