import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from 'react';
import { TextField } from '../../components/TextField.tsx';
import { formatCount } from '../../format.ts';
import { useExperiments } from '../../queries/experiments.ts';

const LINE_HEIGHT = 28;

interface ExperimentTicksProps {
  chosen: readonly string[];
  onChange: (ids: readonly string[]) => void;
}

/** Some of the active experiments, by their names. Those that were chosen at the start stand first. */
export function ExperimentTicks({ chosen, onChange }: ExperimentTicksProps) {
  const { data: experiments = [] } = useExperiments();
  const [first] = useState(chosen);
  const [search, setSearch] = useState('');
  const scroller = useRef<HTMLDivElement>(null);
  const wanted = search.trim().toLowerCase();
  const found = experiments
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .sort((a, b) => Number(first.includes(b.experiment_id)) - Number(first.includes(a.experiment_id)));
  const virtual = useVirtualizer({
    count: found.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
  });
  const toggle = (id: string) =>
    onChange(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  return (
    <fieldset className="rounded-md border border-separator p-1">
      <legend className="sr-only">Experiments</legend>
      <div className="flex items-center gap-2">
        <TextField
          label="Search experiments"
          hidesLabel
          type="search"
          placeholder="Search experiments"
          value={search}
          onChange={({ target }) => setSearch(target.value)}
          className="flex-1"
        />
        <span className="flex-none pr-1 text-muted tabular-nums">{formatCount(chosen.length)} chosen</span>
      </div>
      <div ref={scroller} className="mt-1 h-35 overflow-y-auto">
        {found.length === 0 && <p className="p-2 text-muted">No experiment has this name.</p>}
        <div className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const experiment = found[index];
            if (experiment === undefined) return null;
            const { experiment_id: id, name } = experiment;
            return (
              <label
                key={id}
                className="absolute inset-x-0 flex h-7 items-center gap-2 rounded-sm px-2 hover:bg-hover"
                style={{ top: start }}
              >
                <input
                  type="checkbox"
                  checked={chosen.includes(id)}
                  onChange={() => toggle(id)}
                  className="accent-action"
                />
                <span className="truncate">{name}</span>
              </label>
            );
          })}
        </div>
      </div>
    </fieldset>
  );
}
