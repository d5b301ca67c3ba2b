/** A button that opens a popup beside it. */
import type { ComponentChildren } from 'preact';
import { useCallback, useRef, useState } from 'preact/hooks';
import { Popup } from './popup.tsx';

/** For what is in the popup. */
export interface Closing {
  close: () => void;
  /** The same, with the focus back on the button. */
  leave: () => void;
}

interface PopupButtonProps {
  label: string;
  class?: string | undefined;
  opens: 'menu' | 'dialog';
  align?: 'start' | 'end' | undefined;
  popupClass?: string;
  /** What is on the button. */
  children: ComponentChildren;
  popup: (closing: Closing) => ComponentChildren;
  onToggle?: ((isOpen: boolean) => void) | undefined;
}

export function PopupButton({
  label,
  class: name,
  opens,
  align = 'start',
  popupClass = '',
  children,
  popup,
  onToggle,
}: PopupButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const toggle = (open: boolean) => {
    setOpen(open);
    onToggle?.(open);
  };
  const close = useCallback(() => toggle(false), []);
  const leave = () => {
    close();
    button.current?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        class={name}
        aria-label={label}
        title={label}
        aria-haspopup={opens}
        aria-expanded={isOpen}
        onClick={() => toggle(!isOpen)}
      >
        {children}
      </button>
      {isOpen && (
        <Popup anchor={button} onClose={close} align={align} class={popupClass}>
          {popup({ close, leave })}
        </Popup>
      )}
    </>
  );
}
