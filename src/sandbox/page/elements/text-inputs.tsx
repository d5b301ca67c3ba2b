/** Typed fields: text, email, address, number, and a plain form of rich text. */
import type { EmailInput, NumberInput, PlainTextInput, RichTextBlock, RichTextInput, URLInput } from '@slack/types';
import { useRef } from 'preact/hooks';
import { ariaOf, type ElementProps, useSurface } from '../blocks/surface.ts';
import type { FieldValue } from '../state/form-values.ts';
import { withEmoji } from '../text/emoji.ts';

type TypedInput = PlainTextInput | EmailInput | URLInput | NumberInput;

const CHARACTER_PAUSE_MS = 300;
const INPUT_MODES = {
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'decimal',
  plain_text_input: 'text',
} as const;

export function TextInput(props: ElementProps<TypedInput>) {
  const { element, blockId } = props;
  const { form } = useSurface();
  const typed = useTypedField(props);
  const held = form.get(blockId, element)['value'];
  const shared = {
    ...ariaOf(props),
    id: `field-${blockId}`,
    class: 'text-input',
    placeholder: withEmoji(element.placeholder?.text ?? ''),
    autofocus: element.focus_on_load ?? false,
    value: typeof held === 'string' ? held : '',
    onKeyDown: typed.onKeyDown,
  };
  const onInput = (text: string) => typed.change({ type: element.type, value: text === '' ? null : text });
  if (element.type === 'plain_text_input' && element.multiline) {
    return <textarea {...shared} rows={4} onInput={(event) => onInput(event.currentTarget.value)} />;
  }
  return (
    <input
      {...shared}
      type="text"
      inputMode={INPUT_MODES[element.type]}
      autocomplete="off"
      onInput={(event) => onInput(event.currentTarget.value)}
    />
  );
}

/** Lines of plain text, sent as a rich_text block. */
export function RichInput(props: ElementProps<RichTextInput>) {
  const { element, blockId } = props;
  const { form } = useSurface();
  const typed = useTypedField(props);
  const held = form.get(blockId, element)['rich_text_value'] as RichTextBlock | null;
  return (
    <textarea
      {...ariaOf(props)}
      class="text-input"
      rows={element.min_lines ?? 4}
      placeholder={withEmoji(element.placeholder?.text ?? '')}
      autofocus={element.focus_on_load ?? false}
      value={plainOf(held)}
      onKeyDown={typed.onKeyDown}
      onInput={(event) => typed.change({ type: element.type, rich_text_value: richOf(event.currentTarget.value) })}
    />
  );
}

/** Keeps what is typed, and tells the app on Enter or as one types, as the element asks. */
function useTypedField(props: ElementProps<TypedInput | RichTextInput>) {
  const { element, blockId, dispatches } = props;
  const { form, send } = useSurface();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  const tell = () => void send(blockId, { ...form.get(blockId, element), action_id: element.action_id ?? '' });
  const change = (value: FieldValue) => {
    form.set(blockId, element, value);
    if (!dispatches || !triggers.includes('on_character_entered')) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(tell, CHARACTER_PAUSE_MS);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isNewLine = event.shiftKey || event.isComposing;
    if (event.key !== 'Enter' || isNewLine || !dispatches || !triggers.includes('on_enter_pressed')) return;
    event.preventDefault();
    tell();
  };
  return { change, onKeyDown };
}

function richOf(text: string): RichTextBlock | null {
  if (text === '') return null;
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] };
}

function plainOf(block: RichTextBlock | null): string {
  const sections = block?.elements ?? [];
  return sections
    .flatMap((section) => (section.type === 'rich_text_section' ? section.elements : []))
    .map((part) => (part.type === 'text' ? part.text : ''))
    .join('');
}
