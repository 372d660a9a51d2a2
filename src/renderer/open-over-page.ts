/** Whether a dialog, a menu or a popover is open: keys are for it then, and not for the page below. */
export function isOpenOverPage(): boolean {
  return document.querySelector('[role="dialog"], [role="menu"]') !== null;
}
