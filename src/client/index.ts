export { type ConnectionState, changes } from './changes.ts';
export { createClient } from './http.ts';
