import { useRegisteredCommands } from '../commands.ts';
import { Dialog } from './Dialog.tsx';
import { Kbd } from './Kbd.tsx';

const SECTIONS = ['This page', 'Go to', 'Tidemark'] as const;

/** The keys that work on the page that is shown. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { bySource } = useRegisteredCommands();
  const commands = [...bySource.values()].flat();
  return (
    <Dialog isOpen onClose={onClose} title="Keys" width="medium">
      <div className="columns-2 gap-8">
        {SECTIONS.map((section) => {
          const rows = commands.filter(
            (command) => command.section === section && command.keys !== undefined,
          );
          if (rows.length === 0) return null;
          return (
            <section key={section} className="mb-4 break-inside-avoid">
              <h3 className="mb-1 text-11 font-medium text-muted">{section}</h3>
              <dl>
                {rows.map(({ label, keys = '' }) => (
                  <div key={label} className="flex min-h-7 items-center justify-between gap-2 text-12">
                    <dt>{label}</dt>
                    <dd>
                      <Kbd keys={keys} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
    </Dialog>
  );
}
