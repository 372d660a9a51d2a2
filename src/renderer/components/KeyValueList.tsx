import { ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import { TextField } from './TextField.tsx';

const SHOWN_AT_FIRST = 100;
const SEARCH_FROM = 12;
const byName = new Intl.Collator('en', { numeric: true });

interface KeyValueListProps {
  title: string;
  entries: readonly { key: string; value: string }[];
  /** The line of Python that makes the first entry. */
  hint?: string;
  /** Shows the title only, until asked. */
  isFolded?: boolean;
}

/** Names and values that can be read whole: long ones wrap. Many of them can be searched. */
export function KeyValueList({ title, entries, hint, isFolded = false }: KeyValueListProps) {
  const [isOpen, setOpen] = useState(!isFolded);
  const [isWhole, setWhole] = useState(false);
  const [text, setText] = useState('');
  const listId = useId();
  const sorted = entries.filter(holds(text)).toSorted((a, b) => byName.compare(a.key, b.key));
  const shown = isWhole ? sorted : sorted.slice(0, SHOWN_AT_FIRST);
  return (
    <section className="border-t border-separator px-4 py-3">
      <h2 className="text-12 font-semibold">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={listId}
          onClick={() => setOpen(!isOpen)}
          className="flex items-center gap-1"
        >
          {title}
          <span className="ml-1 font-normal text-muted">{entries.length}</span>
          <ChevronRight className={`text-faint transition-transform ${isOpen ? 'rotate-90' : ''}`} />
        </button>
      </h2>
      <div id={listId} hidden={!isOpen} className="mt-1 text-12">
        {entries.length === 0 && hint && (
          <p className="text-muted">
            None yet. Add one with <code className="font-mono text-11 text-soft">{hint}</code>
          </p>
        )}
        {entries.length >= SEARCH_FROM && (
          <TextField
            type="search"
            label={`Find in ${title}`}
            hidesLabel
            placeholder="Find by name or value"
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="my-1"
          />
        )}
        {entries.length > 0 && sorted.length === 0 && (
          <p className="text-muted">None has this in its name or value.</p>
        )}
        <dl className="grid grid-cols-[minmax(0,min(40%,240px))_minmax(0,1fr)] gap-x-3">
          {shown.map(({ key, value }) => (
            <div key={key} className="contents">
              <dt className="break-words py-1.5 text-muted">{key}</dt>
              <dd className="break-words py-1.5 font-mono">{value}</dd>
            </div>
          ))}
        </dl>
        {shown.length < sorted.length && (
          <button
            type="button"
            onClick={() => setWhole(true)}
            className="mt-1 text-accent-ink hover:underline"
          >
            Show all {sorted.length}
          </button>
        )}
      </div>
    </section>
  );
}

function holds(text: string) {
  const wanted = text.toLowerCase();
  return ({ key, value }: { key: string; value: string }) =>
    key.toLowerCase().includes(wanted) || value.toLowerCase().includes(wanted);
}
