import type { Method, Operation } from './operation.ts';
import { type OperationName, operations } from './operations.ts';

export interface Route {
  name: OperationName;
  method: Method;
  /** Full path with `:name` for a field in the path and `*` for a field that takes the rest of it. */
  path: string;
  /** The field that `*` fills. */
  rest: string | undefined;
}

/** The route table: every JSON operation under /api and /ajax-api, in each of its methods. */
export function routes(): Route[] {
  return Object.entries<Operation>(operations).flatMap(([name, op]) =>
    ['/api', '/ajax-api'].flatMap((prefix) =>
      op.methods.map((method) => ({
        name: name as OperationName,
        method,
        path: `${prefix}/${op.version}${op.path.replace(/\{\w+\*\}/, '*').replace(/\{(\w+)\}/g, ':$1')}`,
        rest: /\{(\w+)\*\}/.exec(op.path)?.[1],
      })),
    ),
  );
}
