/** The ways of a combobox: what is typed, which item the arrows are at, and what picking one does. */
import { useCallback, useRef, useState } from 'preact/hooks';
import type { ComboItem } from './combo-list.tsx';

export interface ComboboxProps {
  items: ComboItem[];
  /** What is chosen now; not always among the items (an external select's choice, for one). */
  chosen: ComboItem[];
  multiple: boolean;
  placeholder: string;
  aria: Record<string, string | boolean | undefined>;
  autoFocus: boolean;
  /** May be emptied (single choice). */
  clearable: boolean;
  emptyText: string;
  /** Most that can be chosen. */
  max?: number | undefined;
  /** Called as one types, for lists that live elsewhere; such lists are not filtered here. */
  onQuery?: ((typed: string) => void) | undefined;
  onChoose: (chosen: ComboItem[]) => void;
}

export function useCombobox(props: ComboboxProps) {
  const { chosen, multiple, items, onQuery, onChoose } = props;
  const list = useOpenList(onQuery);
  const input = useRef<HTMLInputElement>(null);
  const shown = onQuery ? items : filterItems(items, list.typed ?? '');

  const open = () => {
    const at = multiple ? 0 : items.findIndex((item) => item.key === chosen[0]?.key);
    if (!list.isOpen) list.show(Math.max(0, at), '');
  };
  const pick = (item: ComboItem) => {
    list.forget();
    if (!multiple) list.close();
    onChoose(multiple ? toggled(chosen, item, props.max ?? Infinity) : [item]);
    input.current?.focus();
  };
  const move = (by: number) => {
    if (list.isOpen) list.setActive(shown.length === 0 ? 0 : (list.active + by + shown.length) % shown.length);
    else open();
  };
  const enter = () => {
    const item = shown[list.active];
    if (!list.isOpen) open();
    else if (item) pick(item);
  };
  const removeLast = () => {
    if (multiple && !list.typed && chosen.length > 0) onChoose(chosen.slice(0, -1));
  };
  const keys = { ArrowDown: () => move(1), ArrowUp: () => move(-1), Enter: enter };
  return { ...list, shown, input, open, pick, onKeyDown: keyHandler(keys, list.close, removeLast) };
}

/** Open or not, what is typed over the choice, and which item the arrows are at. */
function useOpenList(onQuery: ComboboxProps['onQuery']) {
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const forget = useCallback(() => setTyped(null), []);
  const close = useCallback(() => {
    setOpen(false);
    setTyped(null);
  }, []);
  const show = (at: number, query: string) => {
    setOpen(true);
    setActive(at);
    onQuery?.(query);
  };
  const type = (text: string) => {
    setTyped(text);
    show(0, text);
  };
  return { isOpen, typed, active, setActive, forget, close, show, type };
}

/** Keys of the list are used up here; Tab and Backspace go on to do their own work. */
function keyHandler(keys: Record<string, () => void>, onTab: () => void, onBackspace: () => void) {
  return (event: KeyboardEvent) => {
    const use = keys[event.key];
    if (use) {
      event.preventDefault();
      use();
    } else if (event.key === 'Tab') onTab();
    else if (event.key === 'Backspace') onBackspace();
  };
}

/** With the item, or without it when it was chosen already; never more than `max`. */
function toggled(chosen: ComboItem[], item: ComboItem, max: number): ComboItem[] {
  const others = chosen.filter((one) => one.key !== item.key);
  if (others.length < chosen.length) return others;
  return chosen.length < max ? [...chosen, item] : chosen;
}

function filterItems(items: ComboItem[], typed: string): ComboItem[] {
  const wanted = typed.trim().toLowerCase();
  return wanted ? items.filter((item) => `${item.label} ${item.alias ?? ''}`.toLowerCase().includes(wanted)) : items;
}
