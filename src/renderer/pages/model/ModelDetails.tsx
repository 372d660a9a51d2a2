import type { RegisteredModel } from '../../../contract/index.ts';
import { CopyButton } from '../../components/CopyButton.tsx';
import { DetailSection } from '../../components/DetailSection.tsx';
import { NoteSection } from '../../components/NoteSection.tsx';
import { TagSection } from '../../components/TagSection.tsx';
import { formatDateTime } from '../../format.ts';
import { setModelDescription, setModelTag } from '../../queries/registered-models.ts';
import { urisOf } from '../models/model-entries.ts';
import { AliasSection } from './AliasSection.tsx';

interface ModelDetailsProps {
  model: RegisteredModel;
  /** Newest first. */
  versions: readonly string[];
}

/** What is said of a model, beside its versions. */
export function ModelDetails({ model, versions }: ModelDetailsProps) {
  const { name, description = '', aliases = [], tags = [] } = model;
  return (
    <div
      tabIndex={0}
      role="region"
      aria-label="Details"
      className="min-h-0 overflow-y-auto border-l border-separator pb-6 *:first:border-t-0"
    >
      <NoteSection
        title="Description"
        note={description}
        isEditable
        hint="None yet. Markdown: what it does, what it was trained on, who looks after it."
        onSave={(text) => setModelDescription(name, text)}
      />
      <AliasSection name={name} aliases={aliases} versions={versions} />
      <TagSection
        tags={tags.filter(({ key }) => !key.startsWith('mlflow.'))}
        isEditable
        hint="None yet. Tags are found by the search of models: tags.team = 'vision'"
        onSet={(key, value) => setModelTag(name, key, value)}
      />
      {versions.length > 0 && (
        <DetailSection title="Loaded by">
          <ul>
            {urisOf(name, [], aliases).map((uri) => (
              <li key={uri} className="flex h-7 items-center gap-1">
                <span title={uri} className="min-w-0 truncate font-mono">
                  {uri}
                </span>
                <CopyButton text={uri} what={`URI ${uri}`} />
              </li>
            ))}
          </ul>
        </DetailSection>
      )}
      <DetailSection title="Times">
        <dl className="grid grid-cols-[80px_minmax(0,1fr)] *:flex *:min-h-7 *:items-center">
          <dt className="text-muted">Created</dt>
          <dd>{formatDateTime(model.creation_timestamp)}</dd>
          <dt className="text-muted">Updated</dt>
          <dd>{formatDateTime(model.last_updated_timestamp)}</dd>
        </dl>
      </DetailSection>
    </div>
  );
}
