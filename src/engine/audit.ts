import { invalidParameter } from '../contract/index.ts';
import type { Handlers } from './context.ts';

const PAGE = 100;
const LONGEST_PAGE = 1000;

function pageLimit(asked: number | undefined): number {
  const limit = asked ?? PAGE;
  if (limit >= 1 && limit <= LONGEST_PAGE) return limit;
  throw invalidParameter(
    `Invalid value ${limit} for parameter 'limit': it must be from 1 to ${LONGEST_PAGE}.`,
  );
}

export const auditHandlers: Handlers<'listChanges' | 'verifyChanges'> = {
  async listChanges(context, request, { workspace }) {
    const limit = pageLimit(request.limit);
    const { rest } = await context.store.readers.run('changesBefore', {
      workspace,
      before: Number(request.before_seq ?? Number.MAX_SAFE_INTEGER),
      limit: limit + 1,
      object_id: request.object_id || undefined,
      operation: request.operation || undefined,
    });
    const changes = rest.slice(0, limit);
    const last = changes.at(-1);
    return { changes, ...(rest.length > limit && last && { next_before_seq: last.seq }) };
  },

  async verifyChanges(context) {
    const { changes, first_broken_seq } = await context.store.readers.runLong('verifyChanges', undefined);
    return { changes, ...(first_broken_seq !== undefined && { first_broken_seq }) };
  },
};
