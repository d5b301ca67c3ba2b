/** Between Slack's rich_text and the DOM that people edit: what is built is read back as the same. */
import type { RichTextBlock, RichTextElement, RichTextSection } from '@slack/types';

type Part = RichTextBlock['elements'][number];
type Style = NonNullable<RichTextElement['style']>;

const TAGS: Record<string, keyof Style> = {
  B: 'bold',
  STRONG: 'bold',
  I: 'italic',
  EM: 'italic',
  S: 'strike',
  STRIKE: 'strike',
  DEL: 'strike',
  CODE: 'code',
};
const WRAPS: Record<keyof Style, string> = { bold: 'b', italic: 'i', strike: 's', code: 'code', underline: 'u' };

/** What was written, as Slack sends it; null when there is nothing. */
export function readRich(root: HTMLElement): RichTextBlock | null {
  const elements = partsOf(root);
  return elements.length > 0 ? { type: 'rich_text', elements } : null;
}

/** Lines run together into one section; lists and quotes stand alone. */
function partsOf(root: HTMLElement): Part[] {
  const parts: Part[] = [];
  let lines: RichTextElement[] = [];
  const flush = () => {
    const runs = joinRuns(withoutLastBreak(lines));
    if (runs.length > 0) parts.push({ type: 'rich_text_section', elements: runs });
    lines = [];
  };
  for (const node of linesOf(root)) {
    const part = node instanceof HTMLElement ? standingPart(node) : null;
    if (part) {
      flush();
      parts.push(part);
      continue;
    }
    const startsLine = node instanceof HTMLDivElement || node instanceof HTMLParagraphElement;
    if (startsLine && lines.length > 0 && !endsWithBreak(lines)) lines.push(text('\n', {}));
    lines.push(...runsOf(node, {}));
    if (startsLine && !endsWithBreak(lines)) lines.push(text('\n', {}));
  }
  flush();
  return parts;
}

/** What stands under one another; browsers put a list into the line it was begun in. */
function linesOf(root: Node): Node[] {
  return [...root.childNodes].flatMap((node) => {
    const holdsMore =
      node instanceof HTMLElement && !standingPart(node) && node.querySelector('ul, ol, blockquote, pre');
    return holdsMore ? linesOf(node) : [node];
  });
}

function standingPart(node: HTMLElement): Part | null {
  switch (node.tagName) {
    case 'UL':
    case 'OL':
      return {
        type: 'rich_text_list',
        style: node.tagName === 'OL' ? 'ordered' : 'bullet',
        indent: 0,
        elements: [...node.querySelectorAll('li')].map(sectionOf),
      };
    case 'BLOCKQUOTE':
      return { type: 'rich_text_quote', elements: sectionOf(node).elements };
    case 'PRE':
      return { type: 'rich_text_preformatted', elements: [{ type: 'text', text: node.textContent }] };
    default:
      return null;
  }
}

function sectionOf(node: HTMLElement): RichTextSection {
  const runs = [...node.childNodes].flatMap((child) => runsOf(child, {}));
  return { type: 'rich_text_section', elements: joinRuns(withoutLastBreak(runs)) };
}

function runsOf(node: Node, style: Style): RichTextElement[] {
  if (node instanceof Text) return node.data ? [text(node.data.replaceAll('\u00A0', ' '), style)] : [];
  if (!(node instanceof HTMLElement)) return [];
  if (node.tagName === 'BR') return [text('\n', {})];
  if (node instanceof HTMLAnchorElement) return [link(node, style)];
  const own = TAGS[node.tagName];
  const inner = own ? { ...style, [own]: true } : style;
  return [...node.childNodes].flatMap((child) => runsOf(child, inner));
}

function link(anchor: HTMLAnchorElement, style: Style): RichTextElement {
  const url = anchor.getAttribute('href') ?? '';
  const label = anchor.textContent;
  return { type: 'link', url, ...(label && label !== url ? { text: label } : {}), ...styled(style) };
}

function text(words: string, style: Style): RichTextElement {
  return { type: 'text', text: words, ...styled(style) };
}

function styled(style: Style): { style?: Style } {
  return Object.keys(style).length > 0 ? { style } : {};
}

/** Neighbours of one look become one run. */
function joinRuns(runs: RichTextElement[]): RichTextElement[] {
  const joined: RichTextElement[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    const isSame = JSON.stringify(last?.style) === JSON.stringify(run.style);
    if (last?.type === 'text' && run.type === 'text' && isSame) last.text += run.text;
    else joined.push({ ...run });
  }
  return joined;
}

/** Browsers end what is edited with a line break that nobody typed. */
function withoutLastBreak(runs: RichTextElement[]): RichTextElement[] {
  return endsWithBreak(runs) ? withoutLastBreak(runs.slice(0, -1)) : runs;
}

function endsWithBreak(runs: RichTextElement[]): boolean {
  const last = runs.at(-1);
  return last?.type === 'text' && last.text === '\n';
}

/** Fills the field with what the form holds. */
export function writeRich(root: HTMLElement, block: RichTextBlock | null): void {
  root.replaceChildren(...(block?.elements ?? []).map(nodeOf));
}

function nodeOf(part: Part): HTMLElement {
  if (part.type === 'rich_text_list') {
    const list = document.createElement(part.style === 'ordered' ? 'ol' : 'ul');
    list.append(...part.elements.map((section) => filled('li', section.elements)));
    return list;
  }
  const tag = { rich_text_section: 'div', rich_text_quote: 'blockquote', rich_text_preformatted: 'pre' }[part.type];
  return filled(tag, part.elements);
}

function filled(tag: string, runs: RichTextElement[]): HTMLElement {
  const element = document.createElement(tag);
  for (const run of runs) element.append(wrapped(run));
  return element;
}

/** A run in the tags of its style, with its line breaks as such. */
function wrapped(run: RichTextElement): Node {
  let node: Node = bare(run);
  for (const [style, tag] of Object.entries(WRAPS)) {
    if (!run.style?.[style as keyof Style]) continue;
    const wrap = document.createElement(tag);
    wrap.append(node);
    node = wrap;
  }
  return node;
}

function bare(run: RichTextElement): Node {
  if (run.type === 'link') {
    const anchor = document.createElement('a');
    anchor.href = run.url;
    anchor.textContent = run.text ?? run.url;
    return anchor;
  }
  const emoji = run.type === 'emoji' ? `:${run.name}:` : '';
  const lines = (run.type === 'text' ? run.text : emoji).split('\n');
  const fragment = document.createDocumentFragment();
  for (const [index, line] of lines.entries()) {
    if (index > 0) fragment.append(document.createElement('br'));
    fragment.append(line);
  }
  return fragment;
}
