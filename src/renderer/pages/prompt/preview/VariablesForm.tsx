import { useId } from 'react';
import { readValue, type TypedValues } from './variable-values.ts';

interface VariablesFormProps {
  variables: readonly string[];
  values: TypedValues;
  /** Lists, objects and numbers are read as such. */
  isJinja: boolean;
  onType: (variable: string, text: string) => void;
}

const MOST_ROWS = 8;

/** A field for each variable of the template. */
export function VariablesForm({ variables, values, isJinja, onType }: VariablesFormProps) {
  if (variables.length === 0)
    return (
      <p className="text-muted">
        None. Write <code className="font-mono text-11 text-soft">{'{{ question }}'}</code> where a value
        belongs.
      </p>
    );
  return (
    <div className="flex flex-col gap-2">
      {variables.map((name) => (
        <VariableField
          key={name}
          name={name}
          text={values[name] ?? ''}
          isJinja={isJinja}
          onType={(text) => onType(name, text)}
        />
      ))}
    </div>
  );
}

interface VariableFieldProps {
  name: string;
  text: string;
  isJinja: boolean;
  onType: (text: string) => void;
}

function VariableField({ name, text, isJinja, onType }: VariableFieldProps) {
  const id = useId();
  const read = isJinja && text !== '' ? readValue(text) : undefined;
  return (
    <div>
      <label htmlFor={id} className="mb-1 flex justify-between gap-2 text-muted">
        <span className="min-w-0 truncate font-mono text-soft">{name}</span>
        {read && read.kind !== 'text' && <span className="flex-none text-11">{read.kind}</span>}
        {text === '' && <span className="flex-none text-11 text-killed">missing</span>}
      </label>
      <textarea
        id={id}
        rows={Math.min(MOST_ROWS, text.split('\n').length)}
        value={text}
        spellCheck={false}
        placeholder={isJinja ? 'Text, a number, or JSON: ["a", "b"]' : ''}
        onChange={({ target }) => onType(target.value)}
        className="block w-full resize-y rounded-md border border-outline bg-canvas px-2 py-1 text-12 placeholder:text-muted"
      />
      {read?.problem && <p className="mt-1 text-killed">{read.problem}</p>}
    </div>
  );
}
