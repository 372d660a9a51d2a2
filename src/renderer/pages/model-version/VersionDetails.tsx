import { useState } from 'react';
import { Link } from 'react-router';
import type { ModelVersion } from '../../../contract/index.ts';
import { CopyButton } from '../../components/CopyButton.tsx';
import { DetailSection } from '../../components/DetailSection.tsx';
import { NoteSection } from '../../components/NoteSection.tsx';
import { TagSection } from '../../components/TagSection.tsx';
import { modelVersionPath } from '../../model-paths.ts';
import type { ModelLineage } from '../../queries/model-lineage.ts';
import { setVersionDescription, setVersionTag, type VersionOf } from '../../queries/model-versions.ts';
import { useRegisteredModel } from '../../queries/registered-models.ts';
import type { BoardVersion } from '../../queries/stage-board.ts';
import { AliasSection } from '../model/AliasSection.tsx';
import { MoveDialog } from '../model/board/MoveDialog.tsx';
import { siblingsOf } from './lineage-graph.ts';
import { VersionFacts } from './VersionFacts.tsx';

const MOST_LISTED = 50;

interface VersionDetailsProps {
  version: ModelVersion;
  lineage: ModelLineage | undefined;
  requests: BoardVersion['requests'];
  uris: readonly string[];
}

/** What is said of a version, beside what it holds. */
export function VersionDetails({ version: one, lineage, requests, uris }: VersionDetailsProps) {
  const { name, version, description = '', tags = [] } = one;
  const of: VersionOf = { name, version };
  const { data: model } = useRegisteredModel(name);
  const [isMoving, setMoving] = useState(false);
  return (
    <div
      tabIndex={0}
      role="region"
      aria-label="Details"
      className="min-h-0 overflow-y-auto border-l border-separator pb-6"
    >
      <VersionFacts version={one} lineage={lineage} requests={requests} onMove={() => setMoving(true)} />
      <AliasSection name={name} aliases={model?.aliases ?? []} versions={[version]} version={version} />
      <NoteSection
        title="Description"
        note={description}
        isEditable
        hint="None yet. Markdown: what changed, and why."
        onSave={(text) => setVersionDescription(of, text)}
      />
      <TagSection
        tags={tags.filter(({ key }) => !key.startsWith('mlflow.'))}
        isEditable
        hint="None yet."
        onSet={(key, value) => setVersionTag(of, key, value)}
      />
      <DetailSection title="Loaded by">
        <ul>
          {uris.map((uri) => (
            <li key={uri} className="flex h-7 items-center gap-1">
              <span title={uri} className="min-w-0 truncate font-mono">
                {uri}
              </span>
              <CopyButton text={uri} what={`URI ${uri}`} />
            </li>
          ))}
        </ul>
      </DetailSection>
      <OtherVersions title="Copies of it" versions={lineage?.copies ?? []} />
      <OtherVersions title="From the same source" versions={lineage ? siblingsOf(lineage) : []} />
      {isMoving && <MoveDialog name={name} versions={[version]} onClose={() => setMoving(false)} />}
    </div>
  );
}

function OtherVersions({ title, versions }: { title: string; versions: readonly VersionOf[] }) {
  if (versions.length === 0) return null;
  return (
    <DetailSection title={title} count={versions.length}>
      <ul>
        {versions.slice(0, MOST_LISTED).map(({ name, version }) => (
          <li key={`${name}/${version}`} className="flex h-7 items-center">
            <Link to={modelVersionPath(name, version)} className="truncate hover:underline">
              {name} <span className="font-mono text-muted">v{version}</span>
            </Link>
          </li>
        ))}
        {versions.length > MOST_LISTED && (
          <li className="text-muted">and {versions.length - MOST_LISTED} more</li>
        )}
      </ul>
    </DetailSection>
  );
}
