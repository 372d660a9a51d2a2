import { useMemo } from 'react';
import type { MediaSettings } from '../chart-settings.ts';
import type { Charted } from '../charted-runs.ts';
import type { MediaFile } from './media-files.ts';
import { type RunSeries, useMedia } from './use-media.ts';

/** Keys under which runs logged files, by the kind of chart that shows them. */
export type MediaKeys = Readonly<Partial<Record<MediaSettings['kind'], readonly string[]>>>;

/** What the shown runs logged that charts of files can show. */
export function useMediaKeys(charted: Charted): MediaKeys {
  const { media } = useMedia(charted);
  return useMemo(() => {
    const keys: Partial<Record<MediaSettings['kind'], string[]>> = {};
    for (const { kind, key } of unique(media)) (keys[kind] ??= []).push(key);
    return keys;
  }, [media]);
}

/** A chart for each key of images and each table that the client was told of. */
export function useLoggedMedia(charted: Charted): readonly MediaSettings[] {
  const { media } = useMedia(charted);
  return useMemo(
    () =>
      unique(media)
        .filter(({ isLogged }) => isLogged)
        .map(({ kind, key }) => ({ id: mediaChartId(kind, key), kind, key })),
    [media],
  );
}

const mediaChartId = (kind: string, key: string) => `media:${kind}:${key}`;

/** One file for each kind and key, in the order of kinds and keys. */
function unique(media: readonly RunSeries[]): MediaFile[] {
  const files = media.flatMap(({ files: ofRun }) => ofRun);
  const byId = new Map(files.map((file) => [mediaChartId(file.kind, file.key), file]));
  return [...byId.values()].sort((a, b) => a.kind.localeCompare(b.kind) || byName.compare(a.key, b.key));
}

const byName = new Intl.Collator('en', { numeric: true });
