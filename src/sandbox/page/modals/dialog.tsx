/** A modal dialog over everything: the browser traps the focus and makes the rest inert. Esc asks to close. */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { focusFirstField } from './modal-focus.ts';

interface DialogProps {
  labelledBy: string;
  class: string;
  onCancel: () => void;
  children: ComponentChildren;
}

export function Dialog({ labelledBy, class: name, onCancel, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Before anything else can happen: the browser alone would choose the button that closes.
  useLayoutEffect(() => {
    const element = dialog.current;
    const returnTo = document.activeElement as HTMLElement | null;
    element?.showModal();
    focusFirstField(element);
    return () => {
      element?.close();
      returnTo?.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={name}
      aria-labelledby={labelledBy}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // Browsers let only the first of two Escapes in a row be refused as a cancel; a key can always be.
        event.preventDefault();
        event.stopPropagation();
        onCancel();
      }}
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
    >
      {children}
    </dialog>
  );
}
