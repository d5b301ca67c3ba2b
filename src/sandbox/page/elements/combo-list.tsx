/** The list under a combobox, with group headings. */
import { useEffect, useRef } from 'preact/hooks';

export interface ComboItem {
  key: string;
  label: string;
  description?: string | undefined;
  /** Other text that finds it. */
  alias?: string | undefined;
  group?: string | undefined;
  /** Opaque to the list. */
  payload?: unknown;
}

interface ComboListProps {
  id: string;
  items: ComboItem[];
  active: number;
  chosen: ComboItem[];
  emptyText: string;
  /** Stands above the items. */
  note?: string | undefined;
  onPick: (item: ComboItem) => void;
  onHover: (index: number) => void;
}

export function ComboList({ id, items, active, chosen, emptyText, note, onPick, onHover }: ComboListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[data-active=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active, items]);
  return (
    <div id={id} role="listbox" class="menu" ref={list} onPointerDown={(event) => event.preventDefault()}>
      {note && (
        <p class="menu-empty" role="status">
          {note}
        </p>
      )}
      {items.map((item, index) => (
        <div key={`${item.group ?? ''}/${item.key}`} role="presentation">
          {item.group !== undefined && item.group !== items[index - 1]?.group && (
            <div class="menu-group" role="presentation">
              {item.group}
            </div>
          )}
          <div
            id={`${id}-${index}`}
            role="option"
            class="menu-item"
            aria-selected={chosen.some((one) => one.key === item.key)}
            data-active={index === active}
            onPointerMove={() => index !== active && onHover(index)}
            onClick={() => onPick(item)}
          >
            <span class="menu-label">{item.label}</span>
            {item.description && <span class="menu-hint">{item.description}</span>}
          </div>
        </div>
      ))}
      {items.length === 0 && (
        <p class="menu-empty" role="status">
          {emptyText}
        </p>
      )}
    </div>
  );
}
