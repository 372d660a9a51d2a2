import type { Permission } from '../contract/index.ts';

/** Stops the start when an operation does not say what a caller needs: such a route would be open to everyone. */
export function assertPermission(name: string, declared: { permission?: Permission }): void {
  if (declared.permission === undefined) throw new Error(`The operation ${name} declares no permission.`);
}
