import { Link } from 'react-router';
import { CopyButton } from '../../components/CopyButton.tsx';
import { DetailSection } from '../../components/DetailSection.tsx';
import { promptPath } from '../../model-paths.ts';
import type { LinkedPrompt } from './linked-prompts.ts';

/** The versions of prompts that a run used. */
export function RunPrompts({ prompts }: { prompts: readonly LinkedPrompt[] }) {
  if (prompts.length === 0) return null;
  return (
    <DetailSection title="Prompts" count={prompts.length}>
      <ul>
        {prompts.map(({ name, version }) => (
          <li key={`${name}/${version}`} className="flex h-7 items-center gap-2">
            <Link
              to={`${promptPath(name)}?${new URLSearchParams({ version })}`}
              className="min-w-0 truncate font-medium hover:underline"
            >
              {name}
            </Link>
            <span className="flex-none font-mono text-11 text-muted">v{version}</span>
            <span className="ml-auto flex-none">
              <CopyButton text={`prompts:/${name}/${version}`} what="prompt URI" />
            </span>
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}
