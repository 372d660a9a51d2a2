import { ChevronDown, X } from 'lucide-react';
import { Popover } from 'radix-ui';
import { type ReactElement, useId, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import type { Field } from '../chart-settings.ts';
import { labelOf } from '../fields.ts';
import { type FieldKinds, FieldList } from './FieldList.tsx';

interface FieldPickerProps {
  label: string;
  experimentIds: readonly string[];
  kinds: FieldKinds;
  /** Empty while nothing is chosen. */
  field: Field;
  onChoose: (field: Field) => void;
  /** Said where nothing is chosen; given, the choice can be taken back. */
  none?: string;
}

/** One field, chosen from a list to search. */
export function FieldPicker({ label, experimentIds, kinds, field, onChoose, none }: FieldPickerProps) {
  const id = useId();
  return (
    <div>
      <span id={id} className="mb-1 block text-12 text-muted">
        {label}
      </span>
      <div className="flex items-center gap-1">
        <FieldPopover
          label={label}
          experimentIds={experimentIds}
          kinds={kinds}
          chosen={[field]}
          onChoose={onChoose}
        >
          <button
            type="button"
            aria-labelledby={`${id} ${id}-value`}
            className="flex h-7 min-w-0 flex-1 items-center gap-2 rounded-md border border-outline bg-canvas px-2 text-left text-12 hover:bg-hover"
          >
            <span
              id={`${id}-value`}
              className={`min-w-0 flex-1 truncate ${field === '' ? 'text-muted' : ''}`}
            >
              {field === '' ? (none ?? 'Choose') : labelOf(field)}
            </span>
            <ChevronDown className="text-muted" />
          </button>
        </FieldPopover>
        {none !== undefined && field !== '' && (
          <IconButton icon={X} label={`${label}: ${none}`} onClick={() => onChoose('')} />
        )}
      </div>
    </div>
  );
}

interface FieldsPickerProps {
  label: string;
  experimentIds: readonly string[];
  kinds: FieldKinds;
  fields: readonly Field[];
  onChoose: (fields: readonly Field[]) => void;
}

/** Several fields in an order. */
export function FieldsPicker({ label, experimentIds, kinds, fields, onChoose }: FieldsPickerProps) {
  const toggle = (field: Field) =>
    onChoose(fields.includes(field) ? fields.filter((other) => other !== field) : [...fields, field]);
  return (
    <fieldset>
      <legend className="mb-1 text-12 text-muted">{label}</legend>
      <ul className="mb-1.5 flex flex-wrap gap-1">
        {fields.map((field) => (
          <li
            key={field}
            className="flex max-w-full items-center rounded-md border border-separator bg-panel pl-2 text-12"
          >
            <span className="min-w-0 truncate">{labelOf(field)}</span>
            <IconButton icon={X} label={`Without ${labelOf(field)}`} onClick={() => toggle(field)} />
          </li>
        ))}
      </ul>
      <FieldPopover
        label={label}
        experimentIds={experimentIds}
        kinds={kinds}
        chosen={fields}
        onChoose={toggle}
        staysOpen
      >
        <Button>
          {label}: add or remove
          <ChevronDown className="text-muted" />
        </Button>
      </FieldPopover>
    </fieldset>
  );
}

interface FieldPopoverProps {
  label: string;
  experimentIds: readonly string[];
  kinds: FieldKinds;
  chosen: readonly Field[];
  onChoose: (field: Field) => void;
  staysOpen?: boolean;
  children: ReactElement;
}

function FieldPopover({ label, staysOpen = false, onChoose, children, ...list }: FieldPopoverProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger asChild>{children}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
          className="z-50 w-80 rounded-md border border-outline bg-panel shadow-float outline-none"
        >
          <FieldList
            {...list}
            onChoose={(field) => {
              onChoose(field);
              if (!staysOpen) setIsOpen(false);
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
