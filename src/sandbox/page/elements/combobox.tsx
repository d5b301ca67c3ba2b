/** A text field with a list to choose from: single or multiple, filtered as one types. */
import { useCallback, useId, useRef, useState } from 'preact/hooks';
import { ComboList, type ComboItem } from './combo-list.tsx';
import { Popup } from './popup.tsx';

export type { ComboItem };

interface ComboboxProps {
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

export function Combobox(props: ComboboxProps) {
  const { chosen, multiple } = props;
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const shown = props.onQuery ? props.items : filterItems(props.items, typed ?? '');
  const single = multiple ? undefined : chosen[0];

  const close = useCallback(() => {
    setOpen(false);
    setTyped(null);
  }, []);
  const open = () => {
    if (isOpen) return;
    setOpen(true);
    setActive(Math.max(0, single ? props.items.findIndex((item) => item.key === single.key) : 0));
    props.onQuery?.('');
  };
  const type = (text: string) => {
    setTyped(text);
    setOpen(true);
    setActive(0);
    props.onQuery?.(text);
  };
  const pick = (item: ComboItem) => {
    setTyped(null);
    if (!multiple) {
      close();
      props.onChoose([item]);
    } else if (chosen.some((one) => one.key === item.key)) {
      props.onChoose(chosen.filter((one) => one.key !== item.key));
    } else if (chosen.length < (props.max ?? Infinity)) props.onChoose([...chosen, item]);
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isMoving = event.key === 'ArrowDown' || event.key === 'ArrowUp';
    if (isMoving) {
      event.preventDefault();
      if (!isOpen) open();
      else setActive(step(active, event.key === 'ArrowDown' ? 1 : -1, shown.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const item = shown[active];
      if (!isOpen) open();
      else if (item) pick(item);
    } else if (event.key === 'Tab') close();
    else if (event.key === 'Backspace' && multiple && !typed) props.onChoose(chosen.slice(0, -1));
  };

  return (
    <div class="combo" ref={box} data-open={isOpen} onClick={() => input.current?.focus()}>
      {multiple &&
        chosen.map((item) => (
          <span class="chip" key={item.key}>
            {item.label}
            <button
              type="button"
              aria-label={`Remove ${item.label}`}
              onClick={() => props.onChoose(chosen.filter((one) => one.key !== item.key))}
            >
              ×
            </button>
          </span>
        ))}
      <input
        ref={input}
        {...props.aria}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={isOpen && shown[active] ? `${listId}-${active}` : undefined}
        aria-autocomplete="list"
        autocomplete="off"
        spellcheck={false}
        autofocus={props.autoFocus}
        placeholder={chosen.length > 0 && multiple ? '' : (single?.label ?? props.placeholder)}
        class={single && typed === null ? 'has-choice' : ''}
        value={typed ?? single?.label ?? ''}
        onClick={open}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={() => setTyped(null)}
      />
      {single && props.clearable && (
        <button type="button" class="combo-clear" aria-label="Clear" onClick={() => props.onChoose([])}>
          ×
        </button>
      )}
      <span class="combo-arrow" aria-hidden="true" />
      {isOpen && (
        <Popup anchor={box} onClose={close} matchWidth>
          <ComboList
            id={listId}
            items={shown}
            active={active}
            chosen={chosen}
            emptyText={props.emptyText}
            onPick={pick}
            onHover={setActive}
          />
        </Popup>
      )}
    </div>
  );
}

function step(from: number, by: number, count: number): number {
  return count === 0 ? 0 : (from + by + count) % count;
}

function filterItems(items: ComboItem[], typed: string): ComboItem[] {
  const wanted = typed.trim().toLowerCase();
  return wanted ? items.filter((item) => `${item.label} ${item.alias ?? ''}`.toLowerCase().includes(wanted)) : items;
}
