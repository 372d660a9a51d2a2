import { type ReactNode, useState } from 'react';
import { ErrorNotice } from '../components/ErrorNotice.tsx';
import { SegmentedChoice } from '../components/SegmentedChoice.tsx';
import { formatBytes } from '../format.ts';
import { type Artifact, useArtifactHead } from '../queries/artifacts.ts';
import { ArtifactActions } from './ArtifactActions.tsx';
import { type ArtifactKind, artifactKind } from './artifact-kind.ts';
import { nameOf } from './artifact-path.ts';
import { HtmlViewer } from './viewers/HtmlViewer.tsx';
import { ImageViewer } from './viewers/ImageViewer.tsx';
import { JsonViewer } from './viewers/JsonViewer.tsx';
import { MarkdownViewer } from './viewers/MarkdownViewer.tsx';
import { MediaViewer } from './viewers/MediaViewer.tsx';
import { ModelFileViewer } from './viewers/ModelFileViewer.tsx';
import { NotebookViewer } from './viewers/NotebookViewer.tsx';
import { PdfViewer } from './viewers/PdfViewer.tsx';
import { PlainNotice } from './viewers/PlainNotice.tsx';
import { TableViewer } from './viewers/TableViewer.tsx';
import { TextViewer } from './viewers/TextViewer.tsx';
import type { ViewerProps } from './viewers/viewer-props.ts';

/** Beyond this a document is not taken apart but shown as text, which is read piece by piece. */
const MOST_PARSED_BYTES = 10_000_000;
const HAS_SOURCE: ReadonlySet<ArtifactKind> = new Set([
  'json',
  'markdown',
  'model',
  'notebook',
  'delimited',
  'svg',
  'html',
]);
const IS_PARSED: ReadonlySet<ArtifactKind> = new Set(['json', 'markdown', 'model', 'notebook']);
const WAYS = [
  ['view', 'View'],
  ['source', 'Source'],
] as const;

interface ArtifactViewerProps {
  artifact: Artifact;
  onDeleted: () => void;
}

/** One file: its name, what can be done with it, and its content as fits it. */
export function ArtifactViewer({ artifact, onDeleted }: ArtifactViewerProps) {
  const { data, error, refetch } = useArtifactHead(artifact);
  const [chosen, setChosen] = useState<'view' | 'source'>();
  const kind = data && artifactKind(artifact.path, data.head);
  const isTooLarge = kind !== undefined && IS_PARSED.has(kind) && (data?.size ?? 0) > MOST_PARSED_BYTES;
  const way = chosen ?? (isTooLarge ? 'source' : 'view');
  return (
    <section aria-label={artifact.path} className="flex h-full min-h-0 min-w-0 flex-col">
      <header className="flex h-10 flex-none items-center gap-2 border-b border-separator px-4">
        <h2 className="truncate font-semibold" title={artifact.path}>
          {nameOf(artifact.path)}
        </h2>
        <span className="flex-none text-12 text-muted">{data && formatBytes(data.size)}</span>
        <div className="ml-auto flex flex-none items-center gap-1">
          {kind && HAS_SOURCE.has(kind) && !isTooLarge && (
            <SegmentedChoice label="Shown as" choices={WAYS} chosen={way} onChoose={setChosen} />
          )}
          <ArtifactActions artifact={artifact} size={data?.size} onDeleted={onDeleted} />
        </div>
      </header>
      {isTooLarge && (
        <p className="flex-none px-4 py-2 text-12 text-muted">
          Larger than {formatBytes(MOST_PARSED_BYTES)}, so it is shown as text.
        </p>
      )}
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data &&
        kind &&
        viewer(way === 'source' && HAS_SOURCE.has(kind) ? 'text' : kind, {
          artifact,
          size: data.size,
          version: data.version,
        })}
    </section>
  );
}

function viewer(kind: ArtifactKind, props: ViewerProps): ReactNode {
  switch (kind) {
    case 'text':
      return <TextViewer {...props} />;
    case 'json':
      return <JsonViewer {...props} />;
    case 'markdown':
      return <MarkdownViewer {...props} />;
    case 'model':
      return <ModelFileViewer {...props} />;
    case 'notebook':
      return <NotebookViewer {...props} />;
    case 'parquet':
    case 'delimited':
      return <TableViewer {...props} format={kind} />;
    case 'image':
    case 'svg':
      return <ImageViewer {...props} />;
    case 'html':
      return <HtmlViewer {...props} />;
    case 'audio':
    case 'video':
      return <MediaViewer {...props} kind={kind} />;
    case 'pdf':
      return <PdfViewer {...props} />;
    case 'empty':
      return <PlainNotice {...props} why="The file is empty." />;
    case 'binary':
      return <PlainNotice {...props} why="This is not text, and no viewer here knows its format." />;
  }
}
