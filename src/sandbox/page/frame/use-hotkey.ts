/** A key with Ctrl or Cmd that works anywhere on the page, unless a dialog is open. */
import { useEffect } from 'preact/hooks';

export function useHotkey(key: string, onPress: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isIt = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key === key;
      if (!isIt || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      onPress();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [key, onPress]);
}
