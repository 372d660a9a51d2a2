import type { PromptContent } from '../../../../contract/index.ts';
import { MAX_TEMPLATE, storedText } from '../../../../prompts/index.ts';
import { formatCount } from '../../../format.ts';
import { MessagesEditor } from './MessagesEditor.tsx';
import { ModelConfigForm } from './ModelConfigForm.tsx';
import { ResponseFormat } from './ResponseFormat.tsx';
import { TemplateField, type TemplateHints } from './TemplateField.tsx';

interface ContentEditorProps {
  content: PromptContent;
  isReadOnly: boolean;
  hints: TemplateHints;
  onChange: (content: PromptContent) => void;
  brokenFormat?: string | undefined;
  onBrokenFormat?: (text: string | undefined) => void;
}

const LENGTH_SAID_FROM = 0.8;

/** Everything a version holds: a template or messages, the response format, the model config. */
export function ContentEditor({
  content,
  isReadOnly,
  hints,
  onChange,
  brokenFormat,
  onBrokenFormat = () => undefined,
}: ContentEditorProps) {
  return (
    <>
      <div className="px-3 pt-3 pb-4">
        {content.type === 'text' ? (
          <div className="rounded-md border border-separator focus-within:border-outline">
            <TemplateField
              label="Template"
              value={content.template}
              onChange={(template) => onChange({ ...content, template })}
              isReadOnly={isReadOnly}
              hints={hints}
              placeholder="What is asked, with {{ variables }}"
              autoFocus={!isReadOnly && content.template === ''}
              className="min-h-40"
            />
          </div>
        ) : (
          <MessagesEditor
            messages={content.messages}
            onChange={(messages) => onChange({ ...content, messages })}
            isReadOnly={isReadOnly}
            hints={hints}
          />
        )}
        <LengthNotice content={content} />
      </div>
      <ResponseFormat
        format={content.response_format}
        brokenText={brokenFormat}
        isReadOnly={isReadOnly}
        onChange={(response_format) => onChange(withPart(content, { response_format }))}
        onBroken={onBrokenFormat}
      />
      <ModelConfigForm
        config={content.model_config}
        isReadOnly={isReadOnly}
        onChange={(model_config) => onChange(withPart(content, { model_config }))}
      />
    </>
  );
}

type Parts = { [Key in 'response_format' | 'model_config']?: PromptContent[Key] | undefined };

/** A content with another format or config; without it where there is none. */
function withPart(content: PromptContent, parts: Parts): PromptContent {
  const entries = Object.entries({ ...content, ...parts }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as PromptContent;
}

function LengthNotice({ content }: { content: PromptContent }) {
  const { length } = storedText(content);
  if (length < MAX_TEMPLATE * LENGTH_SAID_FROM) return null;
  const isTooLong = length > MAX_TEMPLATE;
  return (
    <p
      role={isTooLong ? 'alert' : undefined}
      className={`mt-2 text-12 ${isTooLong ? 'text-failed' : 'text-muted'}`}
    >
      {formatCount(length)} of at most {formatCount(MAX_TEMPLATE)} characters
      {isTooLong && '. A version of it cannot be committed.'}
    </p>
  );
}
