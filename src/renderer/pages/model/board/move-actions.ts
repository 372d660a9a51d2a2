import type { RegistrySettings, TransitionRequest } from '../../../../contract/index.ts';
import { showError, showMessage, undoable } from '../../../components/messages.ts';
import { moveVersions } from '../../../queries/stage-board.ts';
import { askForMove, decideRequest } from '../../../queries/transition-requests.ts';
import { isAmong, type MovePlan, stagesAfter, stagesBefore, versionWords } from './move-plan.ts';

/** A move that a person has decided on. */
export interface DecidedMove {
  name: string;
  plan: MovePlan;
  /** Whether those that are in the stage now go to the archive. */
  archives: boolean;
  comment: string | undefined;
  settings: RegistrySettings;
}

/** Makes a move, or asks for it where it needs an approval; with a way back. A failure is shown. */
export function makeMove(move: DecidedMove): Promise<unknown> {
  return move.plan.needsApproval ? askFor(move) : moveNow(move);
}

function moveNow({ name, plan, archives, comment, settings }: DecidedMove): Promise<unknown> {
  const [first, ...rest] = plan.moving;
  const leader = rest.length === 0 ? first?.version : undefined;
  const stages = stagesAfter(plan, archives, settings);
  const archived = archives && plan.others.length > 0 ? `, archived ${versionWords(plan.others)}` : '';
  return withWayBack({
    act: () => moveVersions({ name, stages, comment, leader }),
    done: `Moved ${versionWords(plan.moving)} to ${plan.to}${archived}`,
    ...{ name, before: stagesBefore(plan, archives), settings },
  });
}

interface WithWayBack {
  name: string;
  act: () => Promise<unknown>;
  done: string;
  before: ReadonlyMap<string, string>;
  settings: RegistrySettings;
}

async function withWayBack({ name, act, done, before, settings }: WithWayBack): Promise<void> {
  const locked = [...before.values()].find((stage) => isAmong(settings.approval_stages, stage));
  if (locked === undefined) {
    const comment = settings.comment_required ? `Took back: ${done}` : undefined;
    await undoable({ act, done, undo: () => moveVersions({ name, stages: before, comment }) });
    return;
  }
  try {
    await act();
    showMessage(`${done}. The way back to ${locked} needs an approval.`);
  } catch (error) {
    showError(error);
  }
}

async function askFor({ name, plan, archives, comment }: DecidedMove): Promise<void> {
  const versions = plan.moving.map(({ version }) => version);
  let requests: TransitionRequest[] = [];
  await undoable({
    act: async () => {
      requests = await askForMove({
        ...{ name, versions, stage: plan.to, comment },
        archive_existing_versions: archives && plan.others.length > 0,
      });
    },
    done: `Asked for an approval to move ${versionWords(plan.moving)} to ${plan.to}`,
    undo: () => Promise.all(requests.map((request) => decideRequest('withdrawTransitionRequest', request))),
  });
}

/** What a request asks for: "Production", "@champion". */
export const askedWords = ({ stage, alias }: TransitionRequest): string => stage ?? `@${alias ?? ''}`;

/** Approves a request, which makes the move. `plan` says what that comes to; without one it asks for an alias. */
export async function approve(
  request: TransitionRequest,
  comment: string | undefined,
  plan: MovePlan | undefined,
  settings: RegistrySettings,
): Promise<void> {
  const act = () => decideRequest('approveTransitionRequest', request, comment);
  const done = `Approved ${askedWords(request)} for v${request.version}`;
  // An alias that is taken back leaves no trace of who had it before but in the history, which leads back.
  const before = plan ? stagesBefore(plan, request.archive_existing_versions) : new Map<string, string>();
  if (before.size > 0) return withWayBack({ name: request.name, act, done, before, settings });
  await act().then(() => showMessage(done), showError);
}

/** Answers a request with no. */
export async function refuse(request: TransitionRequest, comment: string | undefined): Promise<void> {
  try {
    await decideRequest('refuseTransitionRequest', request, comment);
    showMessage(`Refused ${askedWords(request)} for v${request.version}`);
  } catch (error) {
    showError(error);
  }
}

/** Takes back a request of one's own; it can be made again. */
export async function withdraw(request: TransitionRequest): Promise<void> {
  const { name, version, stage, alias, archive_existing_versions, comment } = request;
  await undoable({
    act: () => decideRequest('withdrawTransitionRequest', request),
    done: `Withdrew the request of ${askedWords(request)} for v${version}`,
    undo: () =>
      askForMove({
        ...{ name, versions: [version], archive_existing_versions, comment },
        ...(stage !== undefined && { stage }),
        ...(alias !== undefined && { alias }),
      }),
  });
}
