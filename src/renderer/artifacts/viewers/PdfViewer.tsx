import { artifactUrl } from '../../queries/artifacts.ts';
import { PlainNotice } from './PlainNotice.tsx';
import type { ViewerProps } from './viewer-props.ts';

/** A PDF in the browser's own viewer, where it has one and the name says that the file is one. */
export function PdfViewer(props: ViewerProps) {
  const { artifact, version } = props;
  if (!navigator.pdfViewerEnabled || !/\.pdf$/i.test(artifact.path))
    return <PlainNotice {...props} why="This PDF cannot be shown here." />;
  return (
    <iframe
      title={artifact.path}
      // Browsers run no PDF viewer in a frame with a sandbox attribute; the answer brings a sandbox of its own.
      src={artifactUrl(artifact, { view: 'scripts', version })}
      referrerPolicy="no-referrer"
      className="min-h-0 flex-1"
    />
  );
}
