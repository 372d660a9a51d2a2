import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { type Command, useCommands } from '../../commands.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Page } from '../../components/Page.tsx';
import { Snippet } from '../../components/Snippet.tsx';
import { formatCount } from '../../format.ts';
import { useTrackingUri } from '../../tracker.ts';
import { useModelList } from '../models/use-model-list.ts';
import { NewPromptDialog } from './NewPromptDialog.tsx';
import { PromptList } from './PromptList.tsx';
import { registeringLines } from './prompt-lines.ts';

/** The prompts, with their search and order in the address. */
export function PromptsPage() {
  const { rows, total, isNothing, isShown, query, list } = useModelList('prompts');
  const [isCreating, setCreating] = useState(false);
  const commands = useMemo<Command[]>(
    () => [
      { section: 'This page', label: 'New prompt', icon: Plus, keys: 'n', run: () => setCreating(true) },
    ],
    [],
  );
  useCommands(commands);
  return (
    <Page
      title="Prompts"
      beside={
        total !== undefined && <span className="text-12 text-muted tabular-nums">{formatCount(total)}</span>
      }
      actions={
        <Button look="primary" onClick={() => setCreating(true)}>
          <Plus />
          New prompt
        </Button>
      }
      query={query}
    >
      {isNothing && <Nothing />}
      {isShown && <PromptList prompts={rows} {...list} />}
      {isCreating && <NewPromptDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}

function Nothing() {
  const uri = useTrackingUri();
  return (
    <EmptyState title="No prompts yet">
      A prompt is a text or a chat with variables, kept in versions with aliases. Write one here, or register
      one from Python:
      <Snippet label="In Python" what="lines" code={registeringLines(uri)} />
      <Snippet
        label="To use it"
        what="line"
        code={'mlflow.genai.load_prompt("prompts:/answer@latest").format(words=20, question="Why?")'}
      />
    </EmptyState>
  );
}
