import { Markdown } from '../../components/Markdown.tsx';
import type { ViewerProps } from './viewer-props.ts';
import { WholeText } from './WholeText.tsx';

export function MarkdownViewer({ artifact }: ViewerProps) {
  return (
    <WholeText artifact={artifact}>
      {(text) => (
        <div
          tabIndex={0}
          role="region"
          aria-label={artifact.path}
          className="min-h-0 flex-1 overflow-y-auto px-6 py-4"
        >
          <div className="max-w-180">
            <Markdown text={text} />
          </div>
        </div>
      )}
    </WholeText>
  );
}
