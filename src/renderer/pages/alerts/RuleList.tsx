import { Pencil, Trash2 } from 'lucide-react';
import { Switch } from 'radix-ui';
import type { AlertRule } from '../../../contract/index.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { ListGrid } from '../../components/ListGrid.tsx';
import { RelativeTime } from '../../components/Time.tsx';
import { useLastRaised } from '../../queries/alerts.ts';
import { useExperiments } from '../../queries/experiments.ts';
import { openRule } from '../../rule-dialog.ts';
import { deleteRuleWithUndo, setRuleEnabled } from './rule-actions.ts';
import { conditionWords, scopeWords } from './rule-words.ts';

const GRID =
  'grid grid-cols-[32px_minmax(0,4fr)_minmax(0,4fr)_minmax(0,5fr)_88px_56px] items-center gap-x-3 px-4 border-b border-separator';

/** The rules: what each waits for, where, and whether it does. Only those in view ask when they last raised an alert. */
export function RuleList({ rules }: { rules: readonly AlertRule[] }) {
  const { data: experiments = [] } = useExperiments();
  const nameOf = (id: string) =>
    experiments.find(({ experiment_id }) => experiment_id === id)?.name ?? `experiment ${id}`;
  return (
    <ListGrid
      label="Alert rules"
      count={rules.length}
      columns={GRID}
      overscan={4}
      heads={
        <>
          <span role="columnheader">On</span>
          <span role="columnheader">Name</span>
          <span role="columnheader">When</span>
          <span role="columnheader">Of</span>
          <span role="columnheader" className="text-right">
            Last raised
          </span>
          <span role="columnheader" className="sr-only">
            Actions
          </span>
        </>
      }
    >
      {(index, start) => {
        const rule = rules[index];
        if (rule === undefined) return null;
        const where = scopeWords(rule.scope, nameOf);
        return (
          <div
            key={rule.rule_id}
            role="row"
            aria-rowindex={index + 2}
            style={{ top: start }}
            className={`absolute inset-x-0 h-9 hover:bg-hover ${GRID} ${rule.enabled ? '' : 'text-muted'}`}
          >
            <span role="gridcell" className="flex">
              <EnabledSwitch rule={rule} />
            </span>
            <span role="gridcell" className="flex min-w-0">
              <button
                type="button"
                title={rule.name}
                onClick={() => openRule(rule)}
                className="truncate rounded-sm text-13 hover:underline"
              >
                {rule.name}
              </button>
            </span>
            <span role="gridcell" title={conditionWords(rule)} className="truncate">
              {conditionWords(rule)}
            </span>
            <span role="gridcell" title={where} className="truncate text-muted">
              {where}
            </span>
            <span role="gridcell" className="text-right text-muted">
              <LastRaised ruleId={rule.rule_id} />
            </span>
            <span role="gridcell" className="flex justify-end">
              <IconButton icon={Pencil} label={`Edit ${rule.name}`} onClick={() => openRule(rule)} />
              <IconButton
                icon={Trash2}
                label={`Delete ${rule.name}`}
                onClick={() => void deleteRuleWithUndo(rule)}
              />
            </span>
          </div>
        );
      }}
    </ListGrid>
  );
}

function EnabledSwitch({ rule }: { rule: AlertRule }) {
  return (
    <Switch.Root
      aria-label={`Watch for ${rule.name}`}
      checked={rule.enabled}
      onCheckedChange={(enabled) => setRuleEnabled(rule, enabled)}
      className="h-4 w-7 flex-none rounded-full border border-outline bg-selected p-0.5 data-[state=checked]:border-action data-[state=checked]:bg-action"
    >
      <Switch.Thumb className="block size-2.5 rounded-full bg-faint data-[state=checked]:translate-x-3 data-[state=checked]:bg-on-action" />
    </Switch.Root>
  );
}

function LastRaised({ ruleId }: { ruleId: string }) {
  const { data, isPending } = useLastRaised(ruleId);
  if (isPending) return null;
  return data === undefined ? 'Never' : <RelativeTime time={data} />;
}
