import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import { TextField } from '../../components/TextField.tsx';
import { useExperiments } from '../../queries/experiments.ts';

const LINE_HEIGHT = 28;

interface ExperimentChoiceProps {
  /** Ids of experiments that are left out. */
  without: readonly string[];
  chosen: string | undefined;
  onChoose: (experiment: { id: string; name: string }) => void;
}

/** One of the active experiments, by its name. */
export function ExperimentChoice({ without, chosen, onChoose }: ExperimentChoiceProps) {
  const { data: experiments = [] } = useExperiments();
  const [search, setSearch] = useState('');
  const scroller = useRef<HTMLDivElement>(null);
  const found = experiments.filter(
    ({ experiment_id, name }) =>
      !without.includes(experiment_id) && name.toLowerCase().includes(search.trim().toLowerCase()),
  );
  const virtual = useVirtualizer({
    count: found.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
  });
  return (
    <>
      <TextField
        label="Search experiments"
        hidesLabel
        placeholder="Search experiments"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        autoFocus
      />
      <div ref={scroller} role="radiogroup" aria-label="Experiment" className="h-56 overflow-y-auto text-12">
        {found.length === 0 && <p className="p-2 text-muted">No other experiment has this name.</p>}
        <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const experiment = found[index];
            if (experiment === undefined) return null;
            const { experiment_id: id, name } = experiment;
            return (
              <button
                key={id}
                type="button"
                role="radio"
                aria-checked={chosen === id}
                onClick={() => onChoose({ id, name })}
                className="absolute inset-x-0 flex h-7 items-center rounded-sm px-2 text-left hover:bg-hover aria-checked:bg-selected aria-checked:font-medium"
                style={{ top: start }}
              >
                <span className="truncate">{name}</span>
              </button>
            );
          })}
        </div>
      </div>
    </>
  );
}
