import type { Method, RawOperation } from '../contract/index.ts';
import { rawOperations, routes } from '../contract/index.ts';

/** The HTTP methods that a declared one stands for: what answers GET answers HEAD. */
export function methodsFor(method: Method): string[] {
  return method === 'GET' ? ['GET', 'HEAD'] : [method];
}

type Entry = { readonly pattern: RegExp; readonly methods: readonly Method[] };

function patternOf(path: string): RegExp {
  const source = path.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+').replace('*', '.*');
  return new RegExp(`^${source}$`);
}

function entries(): Entry[] {
  const json = routes().map(({ path, method }) => ({ pattern: patternOf(path), methods: [method] }));
  const raw = Object.values<RawOperation>(rawOperations).flatMap(({ paths, methods }) =>
    paths.map((path) => ({ pattern: patternOf(path), methods })),
  );
  return [...json, ...raw];
}

let table: Entry[] | undefined;

/** The methods a path can be asked with, for the Allow header; none for a path that nothing is served at. */
export function methodsAt(path: string): string[] {
  table ??= entries();
  const found = table.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods);
  return [...new Set(found.flatMap(methodsFor))];
}
