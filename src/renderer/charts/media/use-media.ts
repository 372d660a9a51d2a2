import { useMemo } from 'react';
import type { Artifact } from '../../queries/artifacts.ts';
import { useRunFields } from '../../queries/run-fields.ts';
import { useRunFiles } from '../../queries/run-files.ts';
import type { MediaSettings } from '../chart-settings.ts';
import type { Charted, ChartedRun } from '../charted-runs.ts';
import { runIdFilter } from '../run-id-filter.ts';
import { loggedTables, type MediaFile, mediaFiles } from './media-files.ts';

/** The files of so many runs are listed and shown, the first of the page. */
export const MOST_MEDIA_RUNS = 20;
const TABLES_TAG = 'mlflow.loggedArtifacts';

/** A run with the files that it logged: all of them, or those of a chart's key. */
export interface RunSeries {
  run: ChartedRun;
  files: readonly MediaFile[];
}

/** What the first of the shown runs logged that a chart of files can show. */
export function useMedia({ runs: single, groups, experimentIds }: Charted) {
  const all = useMemo(() => groups?.flatMap(({ runs }) => runs) ?? single, [groups, single]);
  const runs = useMemo(() => all.slice(0, MOST_MEDIA_RUNS), [all]);
  const tags = useRunFields({
    experimentIds,
    filter: runIdFilter(runs),
    fields: [`tags.${TABLES_TAG}`],
    isEnabled: runs.length > 0,
  });
  const { listed, isReading, error, readAgain } = useRunFiles(
    useMemo(() => runs.map(({ run_id }) => run_id), [runs]),
  );
  const media = useMemo(() => {
    const tagOf = new Map(tags.rows.map((row) => [row.run_id, row.tags[TABLES_TAG]]));
    const filesOf = new Map(listed.map(({ runId, files }) => [runId, files]));
    return runs.map((run): RunSeries => {
      const tables = new Set(loggedTables(tagOf.get(run.run_id)));
      const files = filesOf.get(run.run_id) ?? [];
      const paths = new Set(files.map(({ path }) => path));
      // The client may log a table in a folder that is not listed.
      const elsewhere = [...tables].filter((path) => !paths.has(path)).map((path) => ({ path }));
      return { run, files: mediaFiles([...files, ...elsewhere], tables) };
    });
  }, [runs, tags.rows, listed]);
  return {
    media,
    shown: all.length,
    isReading: isReading || tags.isReading,
    error: error ?? tags.error ?? undefined,
    readAgain,
  };
}

/** The files that a chart shows: of those runs that have any, with all steps that any of them has. */
export function useMediaSeries({ kind, key }: MediaSettings, charted: Charted) {
  const { media, shown, isReading, error, readAgain } = useMedia(charted);
  const series = useMemo(
    () =>
      media
        .map(({ run, files }) => ({
          run,
          files: files.filter((file) => file.kind === kind && file.key === key),
        }))
        .filter(({ files }) => files.length > 0),
    [media, kind, key],
  );
  const steps = useMemo(
    () =>
      [...new Set(series.flatMap(({ files }) => files.flatMap(({ step }) => step ?? [])))].sort(
        (a, b) => a - b,
      ),
    [series],
  );
  return { series, steps, shown, isReading, error, readAgain };
}

export function artifactOf(run: ChartedRun, path: string): Artifact {
  // Files are only read here, which needs no place to write to.
  return { owner: { kind: 'run', id: run.run_id, uri: '' }, path };
}
