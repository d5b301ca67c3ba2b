/** A button that opens a menu; arrows move, Enter picks, Esc closes. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { type Closing, PopupButton } from './popup-button.tsx';
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

export function MenuButton({ label, items, heading, ...button }: MenuButtonProps) {
  return (
    <PopupButton
      {...button}
      label={label}
      opens="menu"
      popup={(closing) => (
        <>
          {heading && <div class="menu-heading">{heading}</div>}
          <MenuList label={label} items={items} {...closing} />
        </>
      )}
    />
  );
}

interface MenuListProps extends Closing {
  label: string;
  items: MenuItem[];
}

function MenuList({ label, items, close, leave }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null);
  const rove = useRovingFocus(list, { items: ITEMS, wraps: true });
  useEffect(() => list.current?.querySelector<HTMLElement>(ITEMS)?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!rove(event) && event.key === 'Tab') close();
  };
  const pick = (item: MenuItem) => {
    leave();
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
