/** A button that opens a menu; arrows move, Enter picks, Esc closes. */
import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { Popup } from './popup.tsx';
import { useRovingFocus } from './use-roving-focus.ts';

const ITEMS = '[role^=menuitem]';

export interface MenuItem {
  key: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  danger?: boolean;
  checked?: boolean;
  onPick: () => void;
}

interface MenuButtonProps {
  label: string;
  class?: string;
  align?: 'start' | 'end';
  children: ComponentChildren;
  items: MenuItem[];
  heading?: ComponentChildren;
  onToggle?: (isOpen: boolean) => void;
}

export function MenuButton({ label, class: name, align, children, items, heading, onToggle }: MenuButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const toggle = (open: boolean) => {
    setOpen(open);
    onToggle?.(open);
  };
  const close = useCallback(() => toggle(false), []);
  return (
    <>
      <button
        ref={button}
        type="button"
        class={name}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => toggle(!isOpen)}
      >
        {children}
      </button>
      {isOpen && (
        <Popup anchor={button} onClose={close} align={align ?? 'start'}>
          {heading && <div class="menu-heading">{heading}</div>}
          <MenuList label={label} items={items} onDone={close} anchor={button} />
        </Popup>
      )}
    </>
  );
}

interface MenuListProps {
  label: string;
  items: MenuItem[];
  onDone: () => void;
  anchor: { current: HTMLElement | null };
}

function MenuList({ label, items, onDone, anchor }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null);
  const rove = useRovingFocus(list, { items: ITEMS, wraps: true });
  useEffect(() => list.current?.querySelector<HTMLElement>(ITEMS)?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!rove(event) && event.key === 'Tab') onDone();
  };
  const pick = (item: MenuItem) => {
    onDone();
    anchor.current?.focus();
    item.onPick();
  };
  return (
    <div ref={list} role="menu" aria-label={label} class="menu" onKeyDown={onKeyDown}>
      {items.map((item) => (
        <button
          key={item.key}
          type="button"
          role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
          aria-checked={item.checked}
          tabIndex={-1}
          class={`menu-item ${item.danger ? 'is-danger' : ''}`}
          onClick={() => pick(item)}
        >
          <span class="menu-label">{item.label}</span>
          {item.hint && <span class="menu-hint">{item.hint}</span>}
        </button>
      ))}
      {items.length === 0 && <p class="menu-empty">Nothing here</p>}
    </div>
  );
}
