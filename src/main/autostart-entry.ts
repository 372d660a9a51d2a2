/** A word of an Exec line, quoted as the Desktop Entry Specification asks. */
function quoted(word: string): string {
  return `"${word.replace(/[\\"`$]/g, '\\$&').replaceAll('%', '%%')}"`;
}

/** The autostart entry of a Linux desktop (XDG Desktop Application Autostart Specification). */
export function autostartEntry(command: readonly string[]): string {
  const exec = [...command.map(quoted), '--hidden'].join(' ');
  return `[Desktop Entry]\nType=Application\nName=Tidemark\nComment=Keeps the tracker running for your scripts\nExec=${exec}\nIcon=tidemark\nX-GNOME-Autostart-enabled=true\n`;
}
