import { CodeField } from './CodeField.tsx';
import { jsonExtensions } from './json-extensions.ts';
import { jsonProblem } from './json-words.ts';
import { useTypedText } from './use-typed-text.ts';

interface ExtraParamsProps {
  params: Record<string, unknown> | undefined;
  problem: string | undefined;
  isReadOnly: boolean;
  onChange: (params: Record<string, unknown> | undefined) => void;
}

/** Settings that MLflow has no field for, as one JSON object. */
export function ExtraParams({ params, problem, isReadOnly, onChange }: ExtraParamsProps) {
  const [text, type] = useTypedText(params, (value) => (value ? JSON.stringify(value, null, 2) : ''));
  const fault = faultOf(text) ?? problem;
  const take = (next: string) => {
    const isGood = faultOf(next) === undefined;
    const value = next.trim() === '' || !isGood ? undefined : (JSON.parse(next) as Record<string, unknown>);
    const known = value === undefined || Object.keys(value).length === 0 ? undefined : value;
    type(next, isGood ? known : params);
    if (isGood) onChange(known);
  };
  return (
    <div className="col-span-2">
      <p className="mb-1 text-muted">Extra params</p>
      <div className={`rounded-md border ${fault ? 'border-failed' : 'border-outline'}`}>
        <CodeField
          label="Extra params"
          value={text}
          onChange={take}
          isReadOnly={isReadOnly}
          placeholder={isReadOnly ? 'None' : '{"seed": 7}'}
          extensions={jsonExtensions}
        />
      </div>
      {fault && (
        <p role="alert" className="mt-1 text-failed">
          {fault}
        </p>
      )}
    </div>
  );
}

function faultOf(text: string): string | undefined {
  if (text.trim() === '') return undefined;
  const problem = jsonProblem(text);
  if (problem !== undefined) return `${problem.message}. It is saved when it is JSON.`;
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? undefined
    : 'Extra params are an object: {"name": value}.';
}
