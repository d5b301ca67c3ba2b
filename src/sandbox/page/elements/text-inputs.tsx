/** Typed fields: text, email, address and number. */
import type { JSX } from 'preact';
import { ariaOf, type ElementProps, useSurface } from '../blocks/surface.ts';
import { withEmoji } from '../text/emoji.ts';
import { type TypedInput, useTypedField } from './use-typed-field.ts';

const INPUT_MODES = {
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'decimal',
  plain_text_input: 'text',
} as const;
/** Slack begins to count down when so much is left. */
const COUNTED = 20;

export function TextInput(props: ElementProps<TypedInput>): JSX.Element {
  const { element, blockId } = props;
  const { form } = useSurface();
  const typed = useTypedField(props);
  const held = form.get(blockId, element)['value'];
  const value = typeof held === 'string' ? held : '';
  const shared = {
    ...ariaOf(props),
    id: `field-${blockId}`,
    class: 'text-input',
    placeholder: withEmoji(element.placeholder?.text ?? ''),
    autofocus: element.focus_on_load ?? false,
    value,
    onKeyDown: typed.onKeyDown,
  };
  const onInput = (text: string) => typed.change({ type: element.type, value: text === '' ? null : text });
  if (element.type === 'plain_text_input' && element.multiline) {
    return (
      <>
        <textarea {...shared} rows={4} onInput={(event) => onInput(event.currentTarget.value)} />
        <CharactersLeft value={value} most={element.max_length} />
      </>
    );
  }
  return (
    <>
      <input
        {...shared}
        type="text"
        inputMode={INPUT_MODES[element.type]}
        autocomplete="off"
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {element.type === 'plain_text_input' && <CharactersLeft value={value} most={element.max_length} />}
    </>
  );
}

/** How much may still be typed, told shortly before it is too much. */
function CharactersLeft({ value, most }: { value: string; most: number | undefined }) {
  const left = (most ?? Infinity) - value.length;
  if (left > COUNTED) return null;
  return (
    <span class={`characters-left ${left < 0 ? 'is-over' : ''}`} role="status" aria-label={`${left} characters left`}>
      {left}
    </span>
  );
}
