/** What the buttons and keys of a rich text field do to the selection. The browser's own editing keeps undo working. */
import type { IconName } from '../icon.tsx';

export interface RichCommand {
  icon: IconName;
  label: string;
  /** With Ctrl or Cmd held; capitals with Shift too. */
  key: string;
  /** What the browser calls it; code and links are made by hand. */
  name: 'bold' | 'italic' | 'strikeThrough' | 'insertOrderedList' | 'insertUnorderedList' | 'code' | 'link';
}

export const COMMANDS: RichCommand[] = [
  { icon: 'bold', label: 'Bold', key: 'b', name: 'bold' },
  { icon: 'italic', label: 'Italic', key: 'i', name: 'italic' },
  { icon: 'strike', label: 'Strikethrough', key: 'X', name: 'strikeThrough' },
  { icon: 'link', label: 'Link', key: 'U', name: 'link' },
  { icon: 'numbers', label: 'Ordered list', key: '7', name: 'insertOrderedList' },
  { icon: 'bullets', label: 'Bulleted list', key: '8', name: 'insertUnorderedList' },
  { icon: 'code', label: 'Code', key: 'C', name: 'code' },
];

/** The command of a key; lists are under Shift with a digit, which keyboards print in their own ways. */
export function commandOf(event: KeyboardEvent): RichCommand | undefined {
  if (!event.ctrlKey && !event.metaKey) return undefined;
  const digit = /^Digit([78])$/.exec(event.code)?.[1];
  if (digit) return event.shiftKey ? COMMANDS.find((command) => command.key === digit) : undefined;
  const key = event.shiftKey ? event.key.toUpperCase() : event.key.toLowerCase();
  return COMMANDS.find((command) => command.key === key);
}

/** Does it to the selection; a link needs its address. */
export function runCommand(name: RichCommand['name'], url = ''): void {
  if (name === 'code') toggleCode();
  else if (name === 'link') makeLink(url);
  else document.execCommand(name);
}

/** Whether the selection is in it. */
export function isOn(name: RichCommand['name'], field: HTMLElement | null): boolean {
  const at = getSelection()?.anchorNode;
  if (!field || !at || !field.contains(at)) return false;
  const element = at instanceof Element ? at : at.parentElement;
  if (name === 'code') return element?.closest('code') !== null;
  if (name === 'link') return element?.closest('a') !== null;
  return document.queryCommandState(name);
}

function toggleCode(): void {
  const selection = getSelection();
  const inside = selection?.anchorNode?.parentElement?.closest('code');
  if (inside) {
    inside.replaceWith(...inside.childNodes);
    return;
  }
  const words = selection?.toString() ?? '';
  if (words) document.execCommand('insertHTML', false, `<code>${escaped(words)}</code>`);
}

function makeLink(url: string): void {
  const words = getSelection()?.toString() || url;
  document.execCommand('insertHTML', false, `<a href="${escaped(url)}">${escaped(words)}</a>&nbsp;`);
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
