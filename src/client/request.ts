import { type Operation, type OperationName, operations } from '../contract/index.ts';

interface HttpRequest {
  url: string;
  init: { method: string; headers: Record<string, string>; body?: string };
}

/** One operation as HTTP: fields named in the path fill it, the others travel as query or JSON body by the method. */
export function httpRequest(baseUrl: string, name: OperationName, fields: object): HttpRequest {
  const operation: Operation = operations[name];
  const method = operation.methods[0] ?? 'POST';
  const rest = new Map(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));
  const path = operation.path.replace(/\{(\w+)(\*?)\}/g, (_, field: string, takesRest: string) => {
    const value = String(rest.get(field) ?? '');
    rest.delete(field);
    return takesRest ? value.split('/').map(encodeURIComponent).join('/') : encodeURIComponent(value);
  });
  const url = `${baseUrl.replace(/\/+$/, '')}/api/${operation.version}${path}`;
  if (method === 'GET' || method === 'DELETE')
    return { url: url + queryString(rest), init: { method, headers: {} } };
  const body = JSON.stringify(Object.fromEntries(rest), wireValue);
  return { url, init: { method, headers: { 'content-type': 'application/json' }, body } };
}

function queryString(fields: ReadonlyMap<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [field, value] of fields)
    for (const item of Array.isArray(value) ? value : [value]) query.append(field, String(item));
  return query.size === 0 ? '' : `?${query}`;
}

/** JSON has neither 64-bit integers nor NaN and the infinities; protobuf spells them as strings. */
function wireValue(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return value;
}
