import { FolderDown } from 'lucide-react';
import { type DragEvent, type ReactNode, useState } from 'react';

const isDesktop = () => window.tidemark !== undefined;
const holdsFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files');

/**
 * Takes a folder or file that is dropped anywhere on the page, and says at its end what comes of that. The shell of a desktop
 * window is told of a drop by itself and answers; in a browser a page is not told where the thing is.
 */
export function FolderDrop({ children }: { children: ReactNode }) {
  const [isOver, setOver] = useState(false);
  const [dropped, setDropped] = useState<string>();
  const over = (event: DragEvent) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    setOver(true);
  };
  return (
    <div
      className="flex min-h-0 flex-1 flex-col overflow-y-auto"
      onDragEnter={over}
      onDragOver={over}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false);
      }}
      onDrop={(event) => {
        if (!holdsFiles(event)) return;
        setOver(false);
        event.preventDefault();
        if (!isDesktop()) setDropped(event.dataTransfer.files[0]?.name ?? 'it');
      }}
    >
      {children}
      <section
        aria-label="Runs that are elsewhere"
        className="sticky bottom-0 mx-auto mt-auto w-full max-w-280 bg-canvas px-4 pt-2 pb-4 text-12"
      >
        <div
          className={`flex items-center gap-3 rounded-md border border-dashed px-4 py-3 ${isOver ? 'border-accent bg-selected' : 'border-outline'}`}
        >
          <FolderDown className={isOver ? 'text-accent-ink' : 'text-faint'} />
          <div role="status" className="min-w-0 flex-1">
            {dropped === undefined ? <Offer isOver={isOver} /> : <NotFromHere name={dropped} />}
          </div>
        </div>
      </section>
    </div>
  );
}

function Offer({ isOver }: { isOver: boolean }) {
  if (isOver) return <p className="py-2.5 text-13 font-medium">Drop it to see what comes of it</p>;
  return (
    <>
      <p className="text-13">Runs in an mlruns folder or an mlflow.db</p>
      <p className="text-muted">
        {isDesktop()
          ? 'Drop it here to see what is in it. Nothing is read in or changed by that.'
          : 'Drop it on Tidemark’s desktop window: a browser does not tell a page where a folder is.'}
      </p>
    </>
  );
}

function NotFromHere({ name }: { name: string }) {
  return (
    <>
      <p className="text-13">
        A browser does not tell this page where <span className="font-mono text-12 break-all">{name}</span>{' '}
        is, so it cannot be opened from here.
      </p>
      <p className="text-muted">
        Drop it on Tidemark’s desktop window instead. It stays as it is until then.
      </p>
    </>
  );
}
