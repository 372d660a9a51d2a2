import { Pencil, Plus, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { DetailSection } from './DetailSection.tsx';
import { IconButton } from './IconButton.tsx';
import { undoable } from './messages.ts';
import { TagForm } from './TagForm.tsx';

interface Tag {
  key: string;
  value: string;
}

/*
 * TagSection: the tags that people and scripts gave a thing: added, changed and deleted in place, each with an undo.
 *   tags
 *   isEditable
 *   hint       what is said where there is none
 *   onSet      sets a tag or, without a value, deletes it
 */
interface TagSectionProps {
  tags: readonly Tag[];
  isEditable: boolean;
  hint: ReactNode;
  onSet: (key: string, value: string | undefined) => Promise<unknown>;
}

const byName = new Intl.Collator('en', { numeric: true });

export function TagSection({ tags, isEditable, hint, onSet }: TagSectionProps) {
  /** The key of the tag that is being changed; empty for a new one. */
  const [editing, setEditing] = useState<string>();
  const sorted = tags.toSorted((a, b) => byName.compare(a.key, b.key));
  const save = async (key: string, value: string) => {
    const old = tags.find((tag) => tag.key === key)?.value;
    const isDone =
      old === value ||
      (await undoable({
        act: () => onSet(key, value),
        done: old === undefined ? `Added the tag ${key}` : `Changed the tag ${key}`,
        undo: () => onSet(key, old),
      }));
    if (isDone) setEditing(undefined);
  };
  const remove = ({ key, value }: Tag) =>
    undoable({
      act: () => onSet(key, undefined),
      done: `Deleted the tag ${key}`,
      undo: () => onSet(key, value),
    });
  return (
    <DetailSection
      title="Tags"
      count={tags.length}
      action={isEditable && <IconButton icon={Plus} label="Add a tag" onClick={() => setEditing('')} />}
    >
      {editing === '' && <TagForm onSave={save} onCancel={() => setEditing(undefined)} />}
      {tags.length === 0 && editing === undefined && <p className="text-muted">{hint}</p>}
      <dl>
        {sorted.map((tag) =>
          editing === tag.key ? (
            <div key={tag.key}>
              <dt className="sr-only">{tag.key}</dt>
              <dd>
                <TagForm tag={tag} onSave={save} onCancel={() => setEditing(undefined)} />
              </dd>
            </div>
          ) : (
            <div key={tag.key} className="group grid min-h-7 grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-x-3">
              <dt className="py-1.5 break-words text-muted">{tag.key}</dt>
              <dd className="flex items-start gap-1">
                <span className="min-w-0 flex-1 py-1.5 font-mono break-words">{tag.value}</span>
                {isEditable && (
                  <span className="flex flex-none pt-0.5 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
                    <IconButton
                      icon={Pencil}
                      label={`Change the tag ${tag.key}`}
                      onClick={() => setEditing(tag.key)}
                    />
                    <IconButton
                      icon={X}
                      label={`Delete the tag ${tag.key}`}
                      onClick={() => void remove(tag)}
                    />
                  </span>
                )}
              </dd>
            </div>
          ),
        )}
      </dl>
    </DetailSection>
  );
}
