/** Files that are dragged over a conversation, its thread apart. */
import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const PANES = '.channel-view, .thread-pane';

/** Takes what is dropped anywhere in the pane around the field; true while something is held above it. */
export function useFileDrop(field: RefObject<HTMLElement | null>, onDrop: (dropped: DataTransfer) => void): boolean {
  const [isAbove, setAbove] = useState(false);
  useEffect(() => {
    const pane = field.current?.closest<HTMLElement>(PANES);
    if (!pane) return undefined;
    const over = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setAbove(true);
    };
    const leave = (event: DragEvent) => {
      if (!pane.contains(event.relatedTarget as Node | null)) setAbove(false);
    };
    const drop = (event: DragEvent) => {
      setAbove(false);
      if (!holdsFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      onDrop(event.dataTransfer);
    };
    pane.addEventListener('dragover', over);
    pane.addEventListener('dragleave', leave);
    pane.addEventListener('drop', drop);
    return () => {
      pane.removeEventListener('dragover', over);
      pane.removeEventListener('dragleave', leave);
      pane.removeEventListener('drop', drop);
    };
  });
  return isAbove;
}

/** Text that is dragged goes where it is dropped, as ever. */
function holdsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}

/** A file that is dropped where nothing takes it stays where it is: browsers would leave the page for it. */
export function useNoStrayDrops(): void {
  useEffect(() => {
    const refuse = (event: DragEvent) => {
      if (event.defaultPrevented || !holdsFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'none';
    };
    addEventListener('dragover', refuse);
    addEventListener('drop', refuse);
    return () => {
      removeEventListener('dragover', refuse);
      removeEventListener('drop', refuse);
    };
  }, []);
}
