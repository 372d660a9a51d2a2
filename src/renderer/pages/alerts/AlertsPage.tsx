import { BellPlus, CheckCheck } from 'lucide-react';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { type Command, useCommands } from '../../commands.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { showError, showMessage } from '../../components/messages.ts';
import { Page } from '../../components/Page.tsx';
import { SegmentedChoice } from '../../components/SegmentedChoice.tsx';
import { formatCount } from '../../format.ts';
import { useAlertRules } from '../../queries/alert-rules.ts';
import { acknowledgeAllAlerts, useAlerts } from '../../queries/alerts.ts';
import { openNewRule } from '../../rule-dialog.ts';
import { AlertList } from './AlertList.tsx';
import { RuleList } from './RuleList.tsx';

type Part = 'alerts' | 'rules';

/** What the rules have found, and the rules. */
export function AlertsPage() {
  const [params, setParams] = useSearchParams();
  const part: Part = params.get('show') === 'rules' ? 'rules' : 'alerts';
  const rules = useAlertRules();
  const alerts = useAlerts();
  const { hasNextPage, isFetching, error, fetchNextPage } = alerts;
  const { unacknowledged = 0 } = alerts.data ?? {};
  const commands = useMemo<Command[]>(
    () =>
      unacknowledged === 0
        ? []
        : [{ section: 'This page', label: 'Acknowledge all alerts', icon: CheckCheck, run: acknowledgeAll }],
    [unacknowledged],
  );
  useCommands(commands);
  return (
    <Page
      title="Alerts"
      beside={
        <SegmentedChoice
          label="What to show"
          choices={[
            ['alerts', unacknowledged > 0 ? `Raised ${formatCount(unacknowledged)}` : 'Raised'],
            ['rules', rules.data?.length ? `Rules ${formatCount(rules.data.length)}` : 'Rules'],
          ]}
          chosen={part}
          onChoose={(next) => setParams(next === 'rules' ? { show: next } : {}, { replace: true })}
        />
      }
      actions={
        <>
          {part === 'alerts' && unacknowledged > 0 && (
            <Button onClick={acknowledgeAll}>
              <CheckCheck />
              Acknowledge all
            </Button>
          )}
          <Button look="primary" onClick={() => openNewRule()}>
            <BellPlus />
            New alert
          </Button>
        </>
      }
      query={part === 'rules' ? rules : alerts}
    >
      {part === 'rules' ? (
        <Rules rules={rules.data ?? []} />
      ) : alerts.data?.alerts.length === 0 ? (
        <NothingRaised rules={rules.data?.length ?? 0} />
      ) : (
        <AlertList
          alerts={alerts.data?.alerts ?? []}
          hasMore={hasNextPage && !isFetching && error === null}
          onEnd={() => void fetchNextPage()}
        />
      )}
    </Page>
  );
}

function acknowledgeAll(): void {
  acknowledgeAllAlerts().then(() => showMessage('Acknowledged all alerts'), showError);
}

function Rules({ rules }: { rules: Parameters<typeof RuleList>[0]['rules'] }) {
  if (rules.length > 0) return <RuleList rules={rules} />;
  return (
    <EmptyState title="No rules yet">
      <p>
        A rule watches what runs log: a metric beyond a value, NaN, a run that has gone silent or has ended.
      </p>
      <Button onClick={() => openNewRule()} className="mt-3">
        <BellPlus />
        New alert
      </Button>
    </EmptyState>
  );
}

function NothingRaised({ rules }: { rules: number }) {
  if (rules === 0)
    return (
      <EmptyState title="No alerts yet">
        <p>
          Tell Tidemark what to look for in runs: a metric beyond a value, NaN, silence or an end. What it
          finds is shown here, at the top of Home, and by the desktop as a notification.
        </p>
        <Button onClick={() => openNewRule()} className="mt-3">
          <BellPlus />
          New alert
        </Button>
      </EmptyState>
    );
  return (
    <EmptyState title="Nothing raised so far">
      {rules === 1 ? 'One rule watches' : `${formatCount(rules)} rules watch`} what runs log from now on. What
      is found comes up here as it happens.
    </EmptyState>
  );
}
