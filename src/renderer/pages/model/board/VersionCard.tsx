import { useDraggable } from '@dnd-kit/core';
import { Ellipsis } from 'lucide-react';
import { memo, useEffect, useRef } from 'react';
import type { BoardVersion, TransitionRequest } from '../../../../contract/index.ts';
import { IconButton } from '../../../components/IconButton.tsx';
import { Menu } from '../../../components/Menu.tsx';
import type { MenuEntry } from '../../../components/menu-entries.ts';
import { CardFace } from './CardFace.tsx';
import { MovedNote } from './MovedNote.tsx';
import { RequestNote } from './RequestNote.tsx';

/** What a person can do with a card; the same object for all cards. */
export interface CardActions {
  /** Gives a card the keyboard; with shift or mod it is ticked too. */
  onPress: (version: string, keys: { isRange: boolean; isMore: boolean }) => void;
  onTick: (version: string) => void;
  onDecide: (request: TransitionRequest, answer: 'approve' | 'refuse') => void;
  /** Whether the focus is called to this card; asked once for each call. */
  takesFocus: (version: string) => boolean;
  entries: (version: string) => readonly MenuEntry[];
}

interface VersionCardProps {
  name: string;
  version: BoardVersion;
  isActive: boolean;
  isTicked: boolean;
  /** Counts up when the card is to take the focus. */
  focusCall: number;
  /** In the hand, or dropped where it may go. */
  isHeld: boolean;
  isReadOnly: boolean;
  actions: CardActions;
}

const CARD = 'group/card block rounded-md border px-2 py-1.5 text-12 select-none';
const lookOf = ({ version: { deleted }, isTicked, isHeld }: VersionCardProps): string => {
  if (deleted) return DELETED;
  if (isHeld) return 'border-dashed border-accent bg-panel';
  return `bg-canvas ${isTicked ? 'border-accent' : 'border-separator hover:border-outline'}`;
};

/** Over the end of the line, once it is wanted; on all cards while some are ticked. */
const AT_END =
  'absolute -right-1 flex items-center gap-1 bg-canvas pl-2 opacity-0 group-focus-within/card:opacity-100 group-hover/card:opacity-100 group-data-ticking/board:opacity-100 has-aria-expanded:opacity-100';
const DELETED =
  'border-dashed border-outline bg-[repeating-linear-gradient(135deg,var(--color-separator)_0_1px,transparent_1px_7px)]';

/** A version on the board: pressed, ticked, dragged, moved by keys. */
export const VersionCard = memo(function VersionCard(props: VersionCardProps) {
  const { name, version: one, isActive, isTicked, focusCall, isHeld, isReadOnly, actions } = props;
  const { version, aliases, stage, requests, deleted } = one;
  const node = useRef<HTMLElement>(null);
  const { setNodeRef, setActivatorNodeRef, listeners, attributes } = useDraggable({
    id: version,
    disabled: isReadOnly,
  });
  useEffect(() => {
    if (focusCall > 0 && actions.takesFocus(version)) node.current?.focus({ preventScroll: true });
  }, [focusCall, version, actions]);
  const pills = aliases.map((alias) => `, @${alias}`).join('');
  return (
    <article
      ref={(element) => {
        node.current = element;
        setNodeRef(element);
        setActivatorNodeRef(element);
      }}
      data-version={version}
      tabIndex={isActive ? 0 : -1}
      aria-label={`Version ${version}, ${stage}${pills}${deleted ? ', deleted since' : ''}`}
      {...(!isReadOnly && {
        'aria-roledescription': 'version that can be moved',
        'aria-describedby': attributes['aria-describedby'],
        ...listeners,
      })}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest('a, button, input')) return;
        actions.onPress(version, {
          isRange: event.shiftKey,
          isMore: event.metaKey || event.ctrlKey,
        });
      }}
      className={`${CARD} ${lookOf(props)}`}
    >
      <CardFace
        name={name}
        version={one}
        isReached={isActive}
        {...(!isReadOnly &&
          !isHeld && {
            after: (
              <span className={`${AT_END} ${isTicked ? 'opacity-100' : ''}`}>
                <Tick version={version} isTicked={isTicked} isReached={isActive} onTick={actions.onTick} />
                <CardMenu version={version} isReached={isActive} entries={actions.entries} />
              </span>
            ),
          })}
      />
      {!isReadOnly && <MovedNote version={one} />}
      {requests.map((request) => (
        <RequestNote
          key={request.request_id}
          request={request}
          isReached={isActive}
          onDecide={actions.onDecide}
        />
      ))}
    </article>
  );
});

interface TickProps {
  version: string;
  isTicked: boolean;
  isReached: boolean;
  onTick: (version: string) => void;
}

function Tick({ version, isTicked, isReached, onTick }: TickProps) {
  return (
    <input
      type="checkbox"
      aria-label={`Select version ${version}`}
      checked={isTicked}
      tabIndex={isReached ? 0 : -1}
      onChange={() => onTick(version)}
    />
  );
}

interface CardMenuProps {
  version: string;
  isReached: boolean;
  entries: (version: string) => readonly MenuEntry[];
}

function CardMenu({ version, isReached, entries }: CardMenuProps) {
  return (
    <Menu entries={entries(version)} align="end">
      <IconButton icon={Ellipsis} label={`Actions on version ${version}`} tabIndex={isReached ? 0 : -1} />
    </Menu>
  );
}
