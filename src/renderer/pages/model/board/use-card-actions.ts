import { ArrowRight, ExternalLink, SquareCheck } from 'lucide-react';
import { useLayoutEffect, useMemo, useRef } from 'react';
import { useNavigate } from 'react-router';
import type { Stage, TransitionRequest } from '../../../../contract/index.ts';
import { modelVersionPath } from '../../../model-paths.ts';
import type { CardFocus } from './use-card-focus.ts';
import type { useTicks } from './use-ticks.ts';
import type { CardActions } from './VersionCard.tsx';

interface Given {
  name: string;
  stages: readonly Stage[];
  focus: CardFocus;
  ticks: ReturnType<typeof useTicks>;
  /** Asks about a move of the version, or of all that are ticked where it is among them. */
  move: (version: string, to?: string) => void;
  decide: (request: TransitionRequest, answer: 'approve' | 'refuse') => void;
}

/** What the cards do: the same object as long as the stages are the same, so that a card is drawn anew only for its own sake. */
export function useCardActions(given: Given): CardActions {
  const { name, stages } = given;
  const navigate = useNavigate();
  const latest = useRef(given);
  useLayoutEffect(() => {
    latest.current = given;
  });
  return useMemo(() => {
    const move = (version: string, to?: string) => latest.current.move(version, to);
    const onTick = (version: string) => latest.current.ticks.toggle(version);
    return {
      onTick,
      onPress(version, { isRange, isMore }) {
        const { ticks, focus } = latest.current;
        if (isRange) ticks.extend(version);
        else if (isMore) ticks.toggle(version);
        focus.call(version);
      },
      onDecide: (request, answer) => latest.current.decide(request, answer),
      takesFocus: (version) => latest.current.focus.takesFocus(version),
      entries: (version) => [
        {
          label: 'Open',
          icon: ExternalLink,
          keys: 'Enter',
          onSelect: () => void navigate(modelVersionPath(name, version)),
        },
        { label: 'Select', icon: SquareCheck, keys: 'x', onSelect: () => onTick(version) },
        'separator',
        { label: 'Move to…', icon: ArrowRight, keys: 'm', onSelect: () => move(version) },
        {
          label: 'Move to',
          entries: stages.map((stage) => ({
            label: stage.name,
            onSelect: () => move(version, stage.name),
          })),
        },
      ],
    };
  }, [name, stages, navigate]);
}
