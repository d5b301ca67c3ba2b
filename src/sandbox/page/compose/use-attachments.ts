/** Files for the message that is being written: by the chooser, dropped on the conversation, or pasted. */
import type { RefObject } from 'preact';
import { droppedFiles, pastedFiles, sortOut } from './attach.ts';
import type { EditDraft } from './use-draft.ts';
import { useFileDrop } from './use-file-drop.ts';

interface Attachments {
  add: (files: readonly File[]) => void;
  remove: (file: File) => void;
  onPaste: (event: ClipboardEvent) => void;
  /** Something is held above the conversation. */
  isAbove: boolean;
}

/** `say` is told what is wrong with what was chosen, or null. */
export function useAttachments(
  field: RefObject<HTMLTextAreaElement | null>,
  edit: EditDraft,
  say: (problem: string | null) => void,
): Attachments {
  const add = (files: readonly File[], folders: readonly string[] = []) => {
    edit((draft) => {
      const { taken, problem } = sortOut(files, draft.files.length);
      const isFolder = folders.map((name) => `${name} is a folder. Choose the files in it.`);
      say([problem, ...isFolder].filter(Boolean).join(' ') || null);
      return { files: [...draft.files, ...taken] };
    });
    field.current?.focus();
  };
  const isAbove = useFileDrop(field, (dropped) => {
    const { files, folders } = droppedFiles(dropped);
    add(files, folders);
  });
  return {
    add,
    remove: (file) => {
      edit((draft) => ({ files: draft.files.filter((other) => other !== file) }));
      say(null);
      field.current?.focus();
    },
    onPaste: (event) => {
      const files = event.clipboardData ? pastedFiles(event.clipboardData) : [];
      if (files.length === 0) return;
      event.preventDefault();
      add(files);
    },
    isAbove,
  };
}
