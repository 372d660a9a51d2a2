import ReactMarkdown, { type Components } from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';

/*
 * Markdown: text of a person or a script as headings, lists, tables and links. HTML in it is left out, and pictures are shown
 * only where they are in the text itself: nothing is fetched because a text was looked at.
 */
const PARTS: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noopener noreferrer" className="text-accent-ink underline">
      {children}
    </a>
  ),
  img: ({ src, alt }) =>
    typeof src === 'string' && src.startsWith('data:') ? (
      <img src={src} alt={alt ?? ''} className="max-w-full" />
    ) : (
      <span className="text-muted">[picture{alt ? `: ${alt}` : ''}]</span>
    ),
  pre: ({ children }) => (
    // A region that scrolls must be reachable by the keyboard.
    <pre
      tabIndex={0}
      className="overflow-x-auto rounded-md border border-separator bg-panel p-2 font-mono text-12"
    >
      {children}
    </pre>
  ),
  table: ({ children }) => (
    <div tabIndex={0} role="group" aria-label="Table" className="overflow-x-auto">
      <table>{children}</table>
    </div>
  ),
};

export function Markdown({ text }: { text: string }) {
  return (
    <div className="prose-text min-w-0 break-words">
      <ReactMarkdown remarkPlugins={[remarkGfm]} rehypePlugins={[rehypeSanitize]} components={PARTS}>
        {text}
      </ReactMarkdown>
    </div>
  );
}
