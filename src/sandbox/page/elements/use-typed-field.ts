/** Keeps what is typed, and tells the app on Enter or as one types, as the element asks. */
import type { EmailInput, NumberInput, PlainTextInput, RichTextInput, URLInput } from '@slack/types';
import { useRef } from 'preact/hooks';
import { type ElementProps, useSurface } from '../blocks/surface.ts';
import type { FieldValue } from '../state/form-values.ts';

export type TypedInput = PlainTextInput | EmailInput | URLInput | NumberInput;

const CHARACTER_PAUSE_MS = 300;

interface TypedField {
  change: (value: FieldValue) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

export function useTypedField(props: ElementProps<TypedInput | RichTextInput>): TypedField {
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
