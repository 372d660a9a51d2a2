import { CircleAlert } from 'lucide-react';
import { useMemo } from 'react';
import type { PromptContent } from '../../../../contract/index.ts';
import { contentKind, variablesOf } from '../../../../prompts/index.ts';
import { CopyButton } from '../../../components/CopyButton.tsx';
import { formatCount } from '../../../format.ts';
import { missingMarks } from './missing-marks.ts';
import type { RenderedPart } from './rendering-worker.ts';
import { type Preview, usePreview } from './use-preview.ts';
import { VariablesForm } from './VariablesForm.tsx';
import { missingOf, useTypedValues, valuesOf } from './variable-values.ts';

interface PreviewPaneProps {
  /** Of the prompt; values are kept by it. */
  name: string;
  content: PromptContent;
}

/** What the prompt becomes: a field for each variable, and below them the rendered text with its tokens. */
export function PreviewPane({ name, content }: PreviewPaneProps) {
  const [typed, type] = useTypedValues(name);
  const variables = useMemo(() => variablesOf(content), [content]);
  const isJinja = useMemo(() => contentKind(content) === 'jinja', [content]);
  const values = useMemo(() => valuesOf(variables, typed, isJinja), [variables, typed, isJinja]);
  const preview = usePreview(content, values);
  const missing = missingOf(variables, typed);
  return (
    <>
      <section aria-label="Variables" className="px-4 py-3 text-12">
        <h2 className="mb-2 font-semibold">
          Variables
          <span className="ml-2 font-normal text-muted tabular-nums">{variables.length}</span>
        </h2>
        <VariablesForm variables={variables} values={typed} isJinja={isJinja} onType={type} />
      </section>
      <section aria-label="Preview" className="border-t border-separator px-4 py-3 text-12">
        <div className="mb-1 flex h-6 items-center gap-2">
          <h2 className="font-semibold">Preview</h2>
          <TokenCount preview={preview} />
          {preview.parts && <CopyButton text={copied(preview.parts)} what="rendered prompt" />}
        </div>
        {missing.length > 0 && (
          <p className="mb-2 text-muted">
            Without a value: <span className="font-mono text-11 text-killed">{missing.join(', ')}</span>
          </p>
        )}
        {preview.error !== undefined && (
          <p role="alert" className="flex gap-2 break-words text-failed">
            <CircleAlert className="mt-px" />
            <span className="min-w-0">{preview.error}</span>
          </p>
        )}
        {preview.parts && <RenderedParts parts={preview.parts} missing={missing} />}
      </section>
    </>
  );
}

const copied = (parts: readonly RenderedPart[]) =>
  parts.map(({ role, text }) => (role === undefined ? text : `${role}:\n${text}`)).join('\n\n');

function TokenCount({ preview: { tokens, parts } }: { preview: Preview }) {
  if (parts === undefined) return <span className="ml-auto" />;
  const words =
    tokens === undefined
      ? 'counting …'
      : tokens === 'unknown'
        ? 'tokens not counted'
        : `${formatCount(tokens)} ${tokens === 1 ? 'token' : 'tokens'}`;
  return (
    <span
      className="ml-auto text-11 text-muted tabular-nums"
      title="Counted with o200k_base, the encoding of OpenAI's newer models. Other providers count otherwise, and add a few tokens for each message."
    >
      {words} <span className="text-muted">(o200k_base)</span>
    </span>
  );
}

interface RenderedPartsProps {
  parts: readonly RenderedPart[];
  missing: readonly string[];
}

function RenderedParts({ parts, missing }: RenderedPartsProps) {
  return (
    <div className="flex flex-col gap-2">
      {parts.map(({ role, text }, index) => (
        <div
          key={`${index} ${role}`}
          className={role === 'user' ? 'rounded-md bg-selected px-3 py-2' : 'rounded-md bg-hover px-3 py-2'}
        >
          {role !== undefined && <p className="mb-1 text-11 font-medium text-soft">{role}</p>}
          <p className="break-words whitespace-pre-wrap">
            {text === '' ? (
              <span className="text-muted">Empty</span>
            ) : (
              missingMarks(text, missing).map(({ text: stretch, isMissing }, place) =>
                isMissing ? (
                  <mark
                    key={place}
                    className="rounded-sm bg-transparent font-mono text-11 text-killed underline decoration-dotted underline-offset-2"
                  >
                    {stretch}
                  </mark>
                ) : (
                  stretch
                ),
              )
            )}
          </p>
        </div>
      ))}
    </div>
  );
}
