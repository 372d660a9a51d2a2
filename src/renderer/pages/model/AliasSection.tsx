import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { AliasPill } from '../../components/AliasPill.tsx';
import { DetailSection } from '../../components/DetailSection.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { showError } from '../../components/messages.ts';
import { modelVersionPath } from '../../model-paths.ts';
import { useRegistrySettings } from '../../queries/registry-settings.ts';
import { AliasDialog, type AliasDialogState } from './AliasDialog.tsx';
import { moveAlias } from './alias-actions.ts';

interface AliasSectionProps {
  name: string;
  /** All of the model. */
  aliases: readonly { alias: string; version: string }[];
  /** Those that one can be set to, newest first. */
  versions: readonly string[];
  /** Shows those of this one only. */
  version?: string;
}

/** Aliases, set, moved and removed in place, each with an undo. */
export function AliasSection({ name, aliases, versions, version }: AliasSectionProps) {
  const { data: settings } = useRegistrySettings();
  const [dialog, setDialog] = useState<AliasDialogState>();
  const shown = version === undefined ? aliases : aliases.filter((one) => one.version === version);
  const remove = ({ alias, version: from }: { alias: string; version: string }) => {
    if (settings?.comment_required === true) setDialog({ versions: [], removed: alias });
    else void moveAlias({ name, alias, to: undefined, from }).catch(showError);
  };
  return (
    <DetailSection
      title="Aliases"
      count={shown.length}
      action={
        versions.length > 0 && (
          <IconButton icon={Plus} label="Set an alias" onClick={() => setDialog({ versions })} />
        )
      }
    >
      {shown.length === 0 && (
        <p className="text-muted">
          None yet. An alias such as <span className="font-mono text-11">@champion</span> names one version,
          and can be moved to the next.
        </p>
      )}
      <ul>
        {shown.map((one) => (
          <li key={one.alias} className="group flex h-7 items-center gap-2">
            <AliasPill
              alias={one.alias}
              {...(version === undefined && { href: modelVersionPath(name, one.version) })}
            />
            {version === undefined && <span className="font-mono text-muted">v{one.version}</span>}
            <span className="ml-auto opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
              <IconButton icon={X} label={`Remove @${one.alias}`} onClick={() => remove(one)} />
            </span>
          </li>
        ))}
      </ul>
      {dialog && (
        <AliasDialog name={name} aliases={aliases} {...dialog} onClose={() => setDialog(undefined)} />
      )}
    </DetailSection>
  );
}
