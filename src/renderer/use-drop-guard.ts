import { useEffect } from 'react';
import { showMessage } from './components/messages.ts';

/** Keeps a file that is dropped on the page from taking its place. A page that takes files handles the event before. */
export function useDropGuard(): void {
  useEffect(() => {
    const allow = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const refuse = (event: DragEvent) => {
      if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      showMessage('Nothing on this page takes files. Folders and files cannot be imported yet.');
    };
    window.addEventListener('dragover', allow);
    window.addEventListener('drop', refuse);
    return () => {
      window.removeEventListener('dragover', allow);
      window.removeEventListener('drop', refuse);
    };
  }, []);
}
