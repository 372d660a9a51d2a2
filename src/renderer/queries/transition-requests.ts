import type { TransitionRequest } from '../../contract/index.ts';
import { tracker } from '../tracker.ts';
import { queryClient } from './query-client.ts';
import { stageBoardKey } from './stage-board.ts';

/** What is asked for each of some versions of a model. */
interface Asked {
  name: string;
  versions: readonly string[];
  /** One of the two. */
  stage?: string;
  alias?: string;
  archive_existing_versions?: boolean;
  comment: string | undefined;
}

/** Asks somebody to approve a move, one request a version. Those made before one fails stay. */
export async function askForMove({ versions, ...asked }: Asked): Promise<TransitionRequest[]> {
  const requests: TransitionRequest[] = [];
  try {
    for (const version of versions) {
      const { request } = await tracker.call('createTransitionRequest', { ...asked, version });
      requests.push(request);
    }
  } finally {
    await refresh(asked.name);
  }
  return requests;
}

type Decision = 'approveTransitionRequest' | 'refuseTransitionRequest' | 'withdrawTransitionRequest';

/** Approves (which makes the move), refuses or withdraws a request. */
export async function decideRequest(
  decision: Decision,
  { request_id, name }: Pick<TransitionRequest, 'request_id' | 'name'>,
  comment?: string,
): Promise<void> {
  try {
    await tracker.call(decision, { request_id, comment });
  } finally {
    await refresh(name);
  }
}

const refresh = (name: string) => queryClient.invalidateQueries({ queryKey: stageBoardKey(name) });
