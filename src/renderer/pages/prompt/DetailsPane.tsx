import { NoteSection } from '../../components/NoteSection.tsx';
import { TagSection } from '../../components/TagSection.tsx';
import { type Prompt, setPromptDescription, setPromptTag } from '../../queries/prompts.ts';

const OWN_BY_MLFLOW = /^(?:mlflow\.|_mlflow_)/;

/** What is said of a prompt as a whole: its description and tags. */
export function DetailsPane({ prompt: { name, description = '', tags = [] } }: { prompt: Prompt }) {
  return (
    <section aria-label="Details" tabIndex={0} className="min-h-0 min-w-0 flex-1 overflow-y-auto">
      <div className="-mt-px max-w-200">
        <NoteSection
          title="Description"
          note={description}
          isEditable
          hint="None yet. Say here what the prompt is for."
          onSave={(text) => setPromptDescription(name, text)}
        />
        <TagSection
          tags={tags.filter(({ key }) => !OWN_BY_MLFLOW.test(key))}
          isEditable
          hint={
            <>
              None yet. Add one here or with{' '}
              <code className="font-mono text-11 text-soft">
                {`mlflow.genai.set_prompt_tag("${name}", "team", "support")`}
              </code>
            </>
          }
          onSet={(key, value) => setPromptTag(name, key, value)}
        />
      </div>
    </section>
  );
}
