import type { MediaSettings } from '../chart-settings.ts';

type MediaKind = MediaSettings['kind'];

/** A file that a chart can show, under the key that it was logged by. */
export interface MediaFile {
  kind: MediaKind;
  key: string;
  /** Absent where neither the client nor the name gives one. */
  step?: number;
  path: string;
  /** A smaller copy of an image. */
  thumbnail?: string;
  /** Whether the client was given the key, so that it is meant to be seen by it. */
  isLogged: boolean;
}

/** What `mlflow.log_image(key=…)` writes: fields parted by `+`, of older clients by `%`; a slash of the key is `~`, once `#`. */
const LOGGED_IMAGE =
  /^images\/(?<key>.+?)(?<mark>[+%])step\k<mark>(?<step>-?\d+)\k<mark>timestamp\k<mark>(?<time>\d+)\k<mark>[0-9a-f-]+(?<small>\k<mark>compressed)?\.\w+$/;
const NAMED_STEP = /(?<=(?:^|[^a-z])(?:step|epoch|iter|iteration)[-_=. ]?)\d+(?=\D*$)/i;

const KINDS: Readonly<Record<string, MediaKind>> = Object.fromEntries(
  Object.entries({
    images: ['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif', 'bmp', 'svg'],
    text: ['txt', 'log', 'md'],
    table: ['csv', 'tsv', 'parquet'],
    audio: ['wav', 'mp3', 'ogg', 'oga', 'opus', 'flac', 'm4a', 'aac'],
    video: ['mp4', 'webm', 'mov', 'm4v', 'ogv'],
  }).flatMap(([kind, extensions]) => extensions.map((extension) => [extension, kind as MediaKind])),
);

interface Listed {
  path: string;
  file_size?: number | undefined;
}

/** The media among a run's files, by step; of those under one key and step the latest. `tables` are paths that the client logged as tables. */
export function mediaFiles(files: readonly Listed[], tables: ReadonlySet<string>): MediaFile[] {
  const sizeOf = new Map(files.map(({ path, file_size: size }) => [path, size]));
  const found = new Map<string, { file: MediaFile; time: number }>();
  for (const { path } of files) {
    const logged = loggedImage(path);
    const file = logged?.file ?? plainFile(path, tables);
    if (file === undefined) continue;
    const id = JSON.stringify([file.kind, file.key, file.step]);
    const time = logged?.time ?? 0;
    const known = found.get(id);
    if (known === undefined || time > known.time) found.set(id, { file, time });
    else if (time === known.time) found.set(id, { file: both(known.file, file, sizeOf), time });
  }
  return [...found.values()]
    .map(({ file }) => file)
    .sort((a, b) => a.key.localeCompare(b.key) || (a.step ?? 0) - (b.step ?? 0));
}

/** The paths that `mlflow.log_table` wrote, by the run's tag `mlflow.loggedArtifacts`. */
export function loggedTables(tag: string | undefined): string[] {
  if (tag === undefined) return [];
  const artifacts = parsed(tag);
  if (!Array.isArray(artifacts)) return [];
  return artifacts.flatMap((artifact: unknown) =>
    typeof artifact === 'object' &&
    artifact !== null &&
    'path' in artifact &&
    typeof artifact.path === 'string' &&
    'type' in artifact &&
    artifact.type === 'table'
      ? artifact.path
      : [],
  );
}

/** The file whose step is nearest, the earlier one of two that are as near. Files are in the order of their steps. */
export function nearestFile<File extends { step?: number }>(
  files: readonly File[],
  step: number | undefined,
): File | undefined {
  if (step === undefined) return files.at(-1);
  return files[
    nearestIndex(
      files.map((file) => file.step ?? step),
      step,
    )
  ];
}

/** Where the nearest of the steps is. */
export function nearestIndex(steps: readonly number[], step: number): number {
  const distances = steps.map((other) => Math.abs(other - step));
  return distances.indexOf(Math.min(...distances));
}

/** How far the step of a file is from the one that was asked for, in words. */
export function stepWords(found: number | undefined, wanted: number | undefined): string {
  if (found === undefined) return '';
  return wanted === undefined || found === wanted ? `step ${found}` : `step ${found} (nearest to ${wanted})`;
}

function loggedImage(path: string): { file: MediaFile; time: number } | undefined {
  const fields = LOGGED_IMAGE.exec(path)?.groups;
  if (fields === undefined) return undefined;
  const file: MediaFile = {
    kind: 'images',
    key: (fields['key'] ?? '').replaceAll(/[~#]/g, '/'),
    step: Number(fields['step']),
    path,
    ...(fields['small'] !== undefined && { thumbnail: path }),
    isLogged: true,
  };
  return { file, time: Number(fields['time']) };
}

function plainFile(path: string, tables: ReadonlySet<string>): MediaFile | undefined {
  const extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  const isLogged = tables.has(path);
  const kind = isLogged ? 'table' : KINDS[extension];
  if (kind === undefined) return undefined;
  const step = NAMED_STEP.exec(path)?.[0];
  if (isLogged || step === undefined) return { kind, key: path, path, isLogged };
  return { kind, key: path.replace(NAMED_STEP, '*'), step: Number(step), path, isLogged };
}

/** An image and the copy that was written with it, where that is smaller: the client enlarges little images. */
function both(one: MediaFile, other: MediaFile, sizeOf: ReadonlyMap<string, number | undefined>): MediaFile {
  const [copy, image] = one.thumbnail === one.path ? [one, other] : [other, one];
  if (copy.thumbnail === undefined) return image;
  const isSmaller = (sizeOf.get(copy.path) ?? 0) < (sizeOf.get(image.path) ?? Number.POSITIVE_INFINITY);
  return isSmaller ? { ...image, thumbnail: copy.path } : image;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A person can write any text into a tag.
    return undefined;
  }
}
