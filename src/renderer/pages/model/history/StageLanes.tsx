import { useMemo } from 'react';
import type { Stage, VersionMove } from '../../../../contract/index.ts';
import { StageLabel } from '../../../components/StageLabel.tsx';
import { formatCount } from '../../../format.ts';
import { actorWords } from '../../../your-name.ts';
import { lanesOf, type Stay, staysOf } from './lanes.ts';
import { momentWords } from './moment-words.ts';

const ROW_HEIGHT = 22;

interface StageLanesProps {
  moves: readonly VersionMove[];
  stages: readonly Stage[];
  onShow: (time: number) => void;
}

/** Which version was in which stage when: a lane for each stage that stands for Staging or Production, from the first move to now. */
export function StageLanes({ moves, stages, onShow }: StageLanesProps) {
  const live = stages.filter(({ classic }) => classic === 'Staging' || classic === 'Production');
  const stays = useMemo(() => staysOf(moves), [moves]);
  const now = Date.now();
  const first = moves.at(-1)?.time ?? now;
  const span = Math.max(1, now - first);
  const lanes = lanesOf(
    stays,
    live.map(({ name }) => name),
  );
  if (lanes.every(({ rows }) => rows.length === 0)) return null;
  return (
    <section
      aria-label="What was where when"
      className="flex-none border-b border-separator px-4 pt-3 pb-2 text-12"
    >
      {live.map((stage, index) => {
        const { rows = [], left = 0 } = lanes[index] ?? {};
        return (
          <div key={stage.name} className="flex gap-3 border-t border-separator py-1 first:border-t-0">
            <div className="w-28 flex-none pt-0.5">
              <StageLabel stage={stage.name} classic={stage.classic} color={stage.color} />
              {left > 0 && <p className="text-11 text-muted">and {formatCount(left)} more</p>}
            </div>
            <ul className="relative min-w-0 flex-1" style={{ height: Math.max(1, rows.length) * ROW_HEIGHT }}>
              {rows.flatMap((row, line) =>
                row.map((stay) => (
                  <Bar key={`${stay.version} ${stay.from}`} {...{ stay, line, first, now, span, onShow }} />
                )),
              )}
            </ul>
          </div>
        );
      })}
      <div className="flex justify-between pl-31 text-11 text-muted tabular-nums">
        <span>{momentWords(first, now, span)}</span>
        <span>Now</span>
      </div>
    </section>
  );
}

interface BarProps {
  stay: Stay;
  line: number;
  first: number;
  now: number;
  span: number;
  onShow: (time: number) => void;
}

function Bar({ stay: { version, stage, from, until, actor }, line, first, now, span, onShow }: BarProps) {
  const end = until ?? now;
  const words = `v${version} in ${stage} from ${momentWords(from, now, span)} to ${until === undefined ? 'now' : momentWords(until, now, span)}, moved by ${actorWords(actor)}`;
  return (
    <li
      className="absolute min-w-1.5"
      style={{
        top: line * ROW_HEIGHT,
        left: `${((from - first) / span) * 100}%`,
        width: `${((end - from) / span) * 100}%`,
      }}
    >
      <button
        type="button"
        aria-label={words}
        title={words}
        onClick={() => onShow(from)}
        className={`h-5 w-full overflow-hidden rounded-sm px-1 text-left text-11 whitespace-nowrap hover:outline hover:outline-accent ${until === undefined ? 'bg-area-3' : 'bg-selected'}`}
      >
        v{version}
      </button>
    </li>
  );
}
