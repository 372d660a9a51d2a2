import type { Caller } from '../contract/index.ts';

/** Everyone on loopback, until callers can be told apart. */
export const LOCAL_CALLER: Caller = { actor: 'local', workspace: 'default' };
