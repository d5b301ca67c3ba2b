/** A field for formatted text: bold, italic, strike, code, links and lists, by buttons and by keys. */
import type { RichTextBlock, RichTextInput } from '@slack/types';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ariaOf, type ElementProps, useSurface } from '../../blocks/surface.ts';
import { withEmoji } from '../../text/emoji.ts';
import { useTypedField } from '../use-typed-field.ts';
import { commandOf, type RichCommand, runCommand } from './rich-commands.ts';
import { readRich, writeRich } from './rich-dom.ts';
import { RichToolbar } from './rich-toolbar.tsx';

const LINE_PX = 22;

export function RichInput(props: ElementProps<RichTextInput>) {
  const { element, blockId } = props;
  const { form } = useSurface();
  const field = useRef<HTMLDivElement>(null);
  const typed = useTypedField(props);
  const [isEmpty, setEmpty] = useState(true);
  const [linkFor, setLinkFor] = useState<Range | null>(null);
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
  const run = (command: RichCommand) => {
    field.current?.focus();
    if (command.name === 'link') return setLinkFor(selectedRange());
    runCommand(command.name);
    read();
  };
  const link = (url: string | null) => {
    field.current?.focus();
    restore(linkFor);
    setLinkFor(null);
    if (!url) return;
    runCommand('link', url);
    read();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const command = commandOf(event);
    if (!command) return typed.onKeyDown(event);
    event.preventDefault();
    run(command);
  };
  return (
    <div class="rich-input" data-empty={isEmpty}>
      <RichToolbar field={field} isLinking={linkFor !== null} onRun={run} onLink={link} />
      <div
        {...ariaOf(props)}
        ref={field}
        id={`field-${blockId}`}
        class="rich-field rich-text"
        role="textbox"
        aria-multiline
        contentEditable
        data-placeholder={withEmoji(element.placeholder?.text ?? '')}
        style={{
          minHeight: `${(element.min_lines ?? 4) * LINE_PX + 12}px`,
          maxHeight: element.max_lines ? `${element.max_lines * LINE_PX + 12}px` : undefined,
        }}
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
