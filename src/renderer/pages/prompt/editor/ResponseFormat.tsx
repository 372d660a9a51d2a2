import { Button } from '../../../components/Button.tsx';
import { jsonText } from '../compare/content-parts.ts';
import { CodeField } from './CodeField.tsx';
import { Fold } from './Fold.tsx';
import { jsonExtensions } from './json-extensions.ts';
import { jsonProblem } from './json-words.ts';
import { useTypedText } from './use-typed-text.ts';

interface ResponseFormatProps {
  format: unknown;
  /** A text that is no JSON, typed before the page was opened anew. */
  brokenText: string | undefined;
  isReadOnly: boolean;
  onChange: (format: unknown) => void;
  /** Told of a text that is no JSON; undefined when it is again. */
  onBroken: (text: string | undefined) => void;
}

const EXAMPLE = {
  type: 'object',
  properties: { answer: { type: 'string' } },
  required: ['answer'],
};

/** The JSON schema that answers have to fit, typed as JSON. */
export function ResponseFormat({ format, brokenText, isReadOnly, onChange, onBroken }: ResponseFormatProps) {
  const [typed, type] = useTypedText(format, (value) => jsonText(value) ?? '');
  const text = brokenText ?? typed;
  const problem = text.trim() === '' ? undefined : jsonProblem(text);
  const take = (next: string) => {
    if (next.trim() !== '' && jsonProblem(next) !== undefined) {
      type(next, format);
      onBroken(next);
      return;
    }
    const value: unknown = next.trim() === '' ? undefined : JSON.parse(next);
    type(next, value);
    onBroken(undefined);
    onChange(value);
  };
  return (
    <Fold title="Response format" summary={summaryOf(format)} isOpenAtFirst={brokenText !== undefined}>
      <div
        className={`rounded-md border ${problem ? 'border-failed' : 'border-separator focus-within:border-outline'}`}
      >
        <CodeField
          label="Response format"
          value={text}
          onChange={take}
          isReadOnly={isReadOnly}
          placeholder={isReadOnly ? 'None' : 'A JSON schema that answers have to fit'}
          extensions={jsonExtensions}
        />
      </div>
      {problem && (
        <p role="alert" className="mt-1 text-failed">
          {problem.message}. It is saved when it is JSON.
        </p>
      )}
      {!isReadOnly && text.trim() === '' && (
        <Button look="quiet" className="mt-1" onClick={() => take(JSON.stringify(EXAMPLE, null, 2))}>
          Begin with an example
        </Button>
      )}
    </Fold>
  );
}

function summaryOf(format: unknown): string {
  if (format === undefined || format === null) return 'None';
  if (typeof format !== 'object') return String(format);
  if ('properties' in format && typeof format.properties === 'object' && format.properties !== null)
    return Object.keys(format.properties).join(', ');
  return 'JSON';
}
