import type { Session } from 'electron';
import { isAppPage } from './app-url.ts';

/** The one permission a page needs: to write to the clipboard when a person presses Copy. */
export function isPermitted(permission: string, requestingUrl: string): boolean {
  return permission === 'clipboard-sanitized-write' && isAppPage(requestingUrl);
}

/** Denies every permission, device and screen to the pages of a session, save {@link isPermitted}. */
export function restrictPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(isPermitted(permission, details.requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin, details) =>
    isPermitted(permission, details.requestingUrl ?? origin),
  );
  session.setDevicePermissionHandler(() => false);
}
