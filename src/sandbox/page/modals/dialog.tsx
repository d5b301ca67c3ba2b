/** A modal dialog over everything: the browser traps the focus and makes the rest inert. Esc asks to close. */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface DialogProps {
  labelledBy: string;
  class: string;
  onCancel: () => void;
  children: ComponentChildren;
}

export function Dialog({ labelledBy, class: name, onCancel, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Before the effects of what is inside, which choose where the caret goes.
  useLayoutEffect(() => {
    const element = dialog.current;
    const returnTo = document.activeElement as HTMLElement | null;
    element?.showModal();
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
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
    >
      {children}
    </dialog>
  );
}
