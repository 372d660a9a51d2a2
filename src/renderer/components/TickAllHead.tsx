interface TickAllHeadProps {
  list: { isAllTicked: boolean; ticked: readonly unknown[]; tickAll: (isTicked: boolean) => void };
}

/** The head of the ticks of a list: all of them, some or none. */
export function TickAllHead({ list }: TickAllHeadProps) {
  return (
    <span role="columnheader" className="grid place-items-center">
      <input
        type="checkbox"
        aria-label="Tick all"
        checked={list.isAllTicked}
        ref={(box) => {
          if (box) box.indeterminate = !list.isAllTicked && list.ticked.length > 0;
        }}
        onChange={(event) => list.tickAll(event.target.checked)}
      />
    </span>
  );
}
