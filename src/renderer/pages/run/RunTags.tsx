import { TagSection } from '../../components/TagSection.tsx';
import { setRunsTag } from '../../queries/runs.ts';

interface RunTagsProps {
  runId: string;
  tags: readonly { key: string; value: string }[];
  isEditable: boolean;
}

/** The tags that people and scripts gave a run. */
export function RunTags({ runId, tags, isEditable }: RunTagsProps) {
  return (
    <TagSection
      tags={tags}
      isEditable={isEditable}
      hint={
        <>
          None yet. Add one here or with{' '}
          <code className="font-mono text-11 text-soft">{'mlflow.set_tag("team", "vision")'}</code>
        </>
      }
      onSet={(key, value) => setRunsTag([runId], key, value)}
    />
  );
}
