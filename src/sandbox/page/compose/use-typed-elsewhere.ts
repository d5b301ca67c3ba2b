/** Who types without having chosen a field means the composer. */
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** Where keys have a meaning of their own. */
const TAKES_KEYS = 'input, textarea, select, [contenteditable=true], dialog, .popup, .sheet';
const PANE = '.thread-pane';

/** Gives the focus to the field for a character that is typed elsewhere, before it is: so it goes in there. */
export function useTypedElsewhere(field: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isCharacter(event) && field.current && isMeant(field.current, event.target as Element)) field.current.focus();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [field]);
}

/** The space bar presses buttons. */
function isCharacter(event: KeyboardEvent): boolean {
  return (
    Array.from(event.key).length === 1 &&
    event.key !== ' ' &&
    !event.ctrlKey &&
    !event.metaKey &&
    !event.defaultPrevented
  );
}

/** The composer of the thread for who is in the thread; else that of the channel, if it is to be seen. */
function isMeant(field: HTMLElement, target: Element): boolean {
  if (target.closest(TAKES_KEYS) || document.querySelector('dialog[open]') || !field.checkVisibility()) return false;
  const isOfThread = field.closest(PANE) !== null;
  if (target.closest(PANE)) return isOfThread;
  return !isOfThread || !document.querySelector('main .composer')?.checkVisibility();
}
