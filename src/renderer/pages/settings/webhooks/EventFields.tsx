import { useId } from 'react';
import { EVENT_GROUPS, ungrouped } from './webhook-events.ts';

interface EventFieldsProps {
  chosen: readonly string[];
  error: string | undefined;
  onChange: (events: readonly string[]) => void;
}

/** Ticks for what a webhook is told of, one group beside the other, each with all and none. */
export function EventFields({ chosen, error, onChange }: EventFieldsProps) {
  const id = useId();
  const toggle = (names: readonly string[], isOn: boolean) =>
    onChange([...chosen.filter((name) => !names.includes(name)), ...(isOn ? names : [])]);
  const others = ungrouped(chosen);
  const groups = [
    ...EVENT_GROUPS,
    ...(others.length === 0
      ? []
      : [{ title: 'Others', events: others.map((name) => [name, name] as const) }]),
  ];
  return (
    <div>
      <div className="grid grid-cols-2 gap-x-4 gap-y-3">
        {groups.map(({ title, events }) => {
          const names = events.map(([name]) => name);
          const count = names.filter((name) => chosen.includes(name)).length;
          return (
            <fieldset key={title} aria-describedby={error === undefined ? undefined : id}>
              <legend className="mb-1 w-full font-medium">
                <label className="flex items-center gap-1.5">
                  <input
                    type="checkbox"
                    checked={count === names.length}
                    ref={(box) => {
                      if (box) box.indeterminate = count > 0 && count < names.length;
                    }}
                    onChange={() => toggle(names, count < names.length)}
                  />
                  {title}
                </label>
              </legend>
              {events.map(([name, words]) => (
                <label key={name} title={name} className="flex h-6 items-center gap-1.5 pl-5">
                  <input
                    type="checkbox"
                    checked={chosen.includes(name)}
                    onChange={() => toggle([name], !chosen.includes(name))}
                  />
                  {words}
                </label>
              ))}
            </fieldset>
          );
        })}
      </div>
      {error !== undefined && (
        <p id={id} className="mt-1 text-failed">
          {error}
        </p>
      )}
    </div>
  );
}
