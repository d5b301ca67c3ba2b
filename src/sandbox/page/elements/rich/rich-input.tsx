/** A field for formatted text: bold, italic, strike, code, links and lists, by buttons and by keys. */
import type { RichTextBlock, RichTextInput } from '@slack/types';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ariaOf, type ElementProps, useSurface } from '../../blocks/surface.ts';
import { withEmoji } from '../../text/emoji.ts';
import { useTypedField } from '../use-typed-field.ts';
import { commandOf, type RichCommand, runCommand } from './rich-commands.ts';
import { readRich, writeRich } from './rich-dom.ts';
import { RichToolbar } from './rich-toolbar.tsx';

const LINE_PX = 22;
const PADDING_PX = 12;

export function RichInput(props: ElementProps<RichTextInput>) {
  const { element, blockId } = props;
  const { form } = useSurface();
  const field = useRef<HTMLDivElement>(null);
  const typed = useTypedField(props);
  const [isEmpty, setEmpty] = useState(true);
  const held = form.get(blockId, element)['rich_text_value'] as RichTextBlock | null;
  // The browser owns what is in the field from here on; the form only reads it.
  useLayoutEffect(() => {
    if (!field.current) return;
    writeRich(field.current, held);
    setEmpty(held === null);
    if (element.focus_on_load) field.current.focus();
  }, []);

  const read = () => {
    const value = field.current && readRich(field.current);
    setEmpty(!value);
    typed.change({ type: element.type, rich_text_value: value });
  };
  const { isLinking, run, link } = useRichCommands(field, read);
  const onKeyDown = (event: KeyboardEvent) => {
    const command = commandOf(event);
    if (!command) return typed.onKeyDown(event);
    event.preventDefault();
    run(command);
  };
  return (
    <div class="rich-input" data-empty={isEmpty}>
      <RichToolbar field={field} isLinking={isLinking} onRun={run} onLink={link} />
      <div
        {...ariaOf(props)}
        ref={field}
        id={`field-${blockId}`}
        class="rich-field rich-text"
        role="textbox"
        aria-multiline
        contentEditable
        data-placeholder={withEmoji(element.placeholder?.text ?? '')}
        style={heightOf(element)}
        onInput={read}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          event.preventDefault();
          document.execCommand('insertText', false, event.clipboardData?.getData('text/plain') ?? '');
        }}
      />
    </div>
  );
}

function heightOf({ min_lines: least = 4, max_lines: most }: RichTextInput) {
  const px = (lines: number) => `${lines * LINE_PX + PADDING_PX}px`;
  return { minHeight: px(least), ...(most ? { maxHeight: px(most) } : {}) };
}

/** Runs commands on the field's selection, which is kept while the address of a link is typed elsewhere. */
function useRichCommands(field: RefObject<HTMLDivElement | null>, onChange: () => void) {
  const [linkFor, setLinkFor] = useState<Range | null>(null);
  const run = (command: RichCommand) => {
    field.current?.focus();
    if (command.name === 'link') return setLinkFor(selectedRange());
    runCommand(command.name);
    onChange();
  };
  const link = (url: string | null) => {
    field.current?.focus();
    restore(linkFor);
    setLinkFor(null);
    if (!url) return;
    runCommand('link', url);
    onChange();
  };
  return { isLinking: linkFor !== null, run, link };
}

function selectedRange(): Range | null {
  const selection = getSelection();
  return selection && selection.rangeCount > 0 ? selection.getRangeAt(0).cloneRange() : null;
}

function restore(range: Range | null): void {
  const selection = getSelection();
  if (!selection || !range) return;
  selection.removeAllRanges();
  selection.addRange(range);
}
