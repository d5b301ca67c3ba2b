/** A text field with a list to choose from: single or multiple, filtered as one types. */
import { useId, useRef } from 'preact/hooks';
import { ComboList, type ComboItem } from './combo-list.tsx';
import { Popup } from './popup.tsx';
import { type ComboboxProps, useCombobox } from './use-combobox.ts';

export function Combobox(props: ComboboxProps) {
  const { chosen, multiple, onChoose } = props;
  const combo = useCombobox(props);
  const box = useRef<HTMLDivElement>(null);
  const listId = useId();
  const single = multiple ? undefined : chosen[0];
  return (
    <div class="combo" ref={box} data-open={combo.isOpen} onClick={() => combo.input.current?.focus()}>
      {multiple && <Chips chosen={chosen} onChoose={onChoose} />}
      <input
        ref={combo.input}
        {...props.aria}
        role="combobox"
        aria-expanded={combo.isOpen}
        {...(combo.isOpen ? { 'aria-controls': listId, 'aria-activedescendant': `${listId}-${combo.active}` } : {})}
        aria-autocomplete="list"
        autocomplete="off"
        spellcheck={false}
        autofocus={props.autoFocus}
        placeholder={placeholderOf(props)}
        value={combo.typed ?? single?.label ?? ''}
        onClick={combo.open}
        onInput={(event) => combo.type(event.currentTarget.value)}
        onKeyDown={combo.onKeyDown}
        onBlur={combo.forget}
      />
      {single && props.clearable && <ClearButton onClear={() => onChoose([])} />}
      <span class="combo-arrow" aria-hidden="true" />
      {combo.isOpen && (
        <Popup anchor={box} onClose={combo.close} matchWidth>
          <ComboList
            id={listId}
            items={combo.shown}
            active={combo.active}
            chosen={chosen}
            emptyText={props.emptyText}
            note={fullNote(props)}
            onPick={combo.pick}
            onHover={combo.setActive}
          />
        </Popup>
      )}
    </div>
  );
}

function ClearButton({ onClear }: { onClear: () => void }) {
  return (
    <button type="button" class="combo-clear" aria-label="Clear" onClick={onClear}>
      ×
    </button>
  );
}

function Chips({ chosen, onChoose }: { chosen: ComboItem[]; onChoose: (chosen: ComboItem[]) => void }) {
  return (
    <>
      {chosen.map((item) => (
        <span class="chip" key={item.key}>
          {item.label}
          <button
            type="button"
            aria-label={`Remove ${item.label}`}
            onClick={() => onChoose(chosen.filter((one) => one.key !== item.key))}
          >
            ×
          </button>
        </span>
      ))}
    </>
  );
}

/** Why no more can be picked. */
function fullNote({ chosen, multiple, max }: ComboboxProps): string | undefined {
  if (!multiple || max === undefined || chosen.length < max) return undefined;
  return max === 1 ? 'You can choose one' : `You can choose up to ${max}`;
}

/** While one types over a choice, it stays readable behind. */
function placeholderOf({ chosen, multiple, placeholder }: ComboboxProps): string {
  if (multiple && chosen.length > 0) return '';
  return (multiple ? undefined : chosen[0]?.label) ?? placeholder;
}
