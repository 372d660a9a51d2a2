import { useEffect, useEffectEvent } from 'react';
import { isOpenOverPage } from './open-over-page.ts';

const OWN_KEYS = 'input, textarea, select, [contenteditable]';
const OWN_ENTER = 'a, button, summary';

/** Listens for keys on the page, except where the focused element or what is open over the page takes them. True means handled. */
export function useKeys(handle: (key: string) => boolean): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isOpenOverPage()) return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (target.closest(OWN_KEYS) || (event.key === 'Enter' && target.closest(OWN_ENTER))) return;
    if (handle(event.key)) event.preventDefault();
  });
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
