import { Pencil, Plus, X } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../components/IconButton.tsx';
import { undoable } from '../../components/messages.ts';
import { setRunsTag } from '../../queries/runs.ts';
import { DetailSection } from './DetailSection.tsx';
import { TagForm } from './TagForm.tsx';

interface Tag {
  key: string;
  value: string;
}

interface RunTagsProps {
  runId: string;
  tags: readonly Tag[];
  isEditable: boolean;
}

const byName = new Intl.Collator('en', { numeric: true });

/** The tags that people and scripts gave a run: added, changed and deleted in place, each with an undo. */
export function RunTags({ runId, tags, isEditable }: RunTagsProps) {
  /** The key of the tag that is being changed; empty for a new one. */
  const [editing, setEditing] = useState<string>();
  const sorted = tags.toSorted((a, b) => byName.compare(a.key, b.key));
  const before = (key: string) => tags.find((tag) => tag.key === key)?.value;
  const save = async (key: string, value: string) => {
    const old = before(key);
    const isDone =
      old === value ||
      (await undoable({
        act: () => setRunsTag([runId], key, value),
        done: old === undefined ? `Added the tag ${key}` : `Changed the tag ${key}`,
        undo: () => setRunsTag([runId], key, old),
      }));
    if (isDone) setEditing(undefined);
  };
  const remove = ({ key, value }: Tag) =>
    undoable({
      act: () => setRunsTag([runId], key, undefined),
      done: `Deleted the tag ${key}`,
      undo: () => setRunsTag([runId], key, value),
    });
  return (
    <DetailSection
      title="Tags"
      count={tags.length}
      action={isEditable && <IconButton icon={Plus} label="Add a tag" onClick={() => setEditing('')} />}
    >
      {editing === '' && <TagForm onSave={save} onCancel={() => setEditing(undefined)} />}
      {tags.length === 0 && editing === undefined && (
        <p className="text-muted">
          None yet. Add one here or with{' '}
          <code className="font-mono text-11 text-soft">{'mlflow.set_tag("team", "vision")'}</code>
        </p>
      )}
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
