/*
 * SegmentedChoice: one of a few short words, all in view.
 *   label      what is chosen, for screen readers
 *   choices    [value, word], in order
 *   chosen, onChoose
 */
interface SegmentedChoiceProps<Value extends string> {
  label: string;
  choices: readonly (readonly [value: Value, word: string])[];
  chosen: Value;
  onChoose: (value: Value) => void;
}

export function SegmentedChoice<Value extends string>({
  label,
  choices,
  chosen,
  onChoose,
}: SegmentedChoiceProps<Value>) {
  return (
    <fieldset className="flex flex-none rounded-md border border-separator text-12">
      <legend className="sr-only">{label}</legend>
      {choices.map(([value, word]) => (
        <button
          key={value}
          type="button"
          aria-pressed={chosen === value}
          onClick={() => onChoose(value)}
          className="h-6 rounded-sm px-2 text-muted hover:text-ink aria-pressed:bg-selected aria-pressed:text-ink"
        >
          {word}
        </button>
      ))}
    </fieldset>
  );
}
