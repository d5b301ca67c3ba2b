import type { ModalView } from '@slack/types';
import type { Message } from '../../src/outbox/enqueue.ts';
import { LIMITS } from '../../src/slack/limits.ts';
import { refusedOfMessage, refusedOfView } from './slack-rules.ts';

/** Markup that only we may make; a bare `<` or `>` left over after these is somebody's text that got through. */
const CONTROL = /<(@[UW][A-Z0-9]+|#[CG][A-Z0-9]+|https?:\/\/[^|<>\s]+\|[^<>]+|!date\^\d+\^[^|<>]+\|[^<>]+)>/g;
const QUOTE_MARK = /^> /gm;
/** Room that the app leaves in private_metadata for what it adds there itself. */
const METADATA_RESERVE = 40;

type Part = Readonly<Record<string, unknown>>;

/** What Slack would refuse in this message, and what breaks the app's own rules; empty when all is well. */
export function messageProblems(message: Message): string[] {
  return [
    ...refusedOfMessage(message),
    ...longer('text', message.text, LIMITS.message.text),
    ...markupProblems('text', message.text),
    ...ownProblems(message.blocks ?? []),
  ];
}

/** The same of a form. */
export function viewProblems(view: ModalView): string[] {
  return [
    ...refusedOfView(view),
    ...longer('private_metadata', view.private_metadata ?? '', LIMITS.view.privateMetadata - METADATA_RESERVE),
    ...ownProblems(view.blocks),
  ];
}

/** People, channels and links that come alive in these blocks, by id or address. */
export function liveParts(shown: { readonly text?: string; readonly blocks?: readonly unknown[] }): string[] {
  const live: string[] = [];
  for (const part of walk(shown)) {
    if (part['type'] === 'mrkdwn' || 'blocks' in part) {
      for (const [, target = ''] of textIn(part, 'text').matchAll(/<([^>]*)>/g)) live.push(target.split('|')[0] ?? '');
    }
    for (const key of ['user_id', 'channel_id', 'usergroup_id', 'range']) if (part[key]) live.push(textIn(part, key));
    if (part['type'] === 'link') live.push(textIn(part, 'url'));
  }
  return live.filter((target) => !target.startsWith('!date'));
}

/** Every text that is shown as it is. */
export function literalTexts(shown: object): string[] {
  const texts: string[] = [];
  for (const part of walk(shown)) {
    if ((part['type'] === 'plain_text' || part['type'] === 'text') && typeof part['text'] === 'string')
      texts.push(part['text']);
    if (typeof part['initial_value'] === 'string') texts.push(part['initial_value']);
  }
  return texts;
}

function* walk(node: unknown): Generator<Part> {
  if (Array.isArray(node)) for (const child of node) yield* walk(child);
  else if (typeof node === 'object' && node !== null) {
    yield node as Part;
    for (const child of Object.values(node)) yield* walk(child);
  }
}

/** What the app asks of itself beyond Slack's rules, in everything it shows. */
function ownProblems(blocks: readonly object[]): string[] {
  const parts = Array.from(walk(blocks));
  return [
    ...repeated(
      'action_id',
      parts.map((part) => part['action_id']),
    ),
    ...parts.flatMap(partProblems),
  ];
}

function partProblems(part: Part): string[] {
  const text = textIn(part, 'text');
  switch (part['type']) {
    case 'mrkdwn':
      return markupProblems('text', text);
    case 'plain_text':
      return escapedProblems(text);
    case 'text':
      return longer('rich text', text, LIMITS.richText);
    case 'input':
      return part['block_id'] ? [] : ['an input without a block_id'];
    case 'plain_text_input':
      return initialProblems(part);
    default:
      return [...emptyProblems(part), ...optionProblems(part)];
  }
}

function initialProblems({ initial_value: initial, max_length: most }: Part): string[] {
  if (initial === undefined || (initial !== '' && most !== undefined)) return [];
  return [`initial_value ${JSON.stringify(initial)} with max_length ${String(most)}`];
}

/** Plain text is shown as it is: what was escaped for markup would be read so. Of awkward texts these are the ones that nobody types escaped. */
function escapedProblems(text: string): string[] {
  const escaped = /&lt;(?:[@#]|&amp;)/.exec(text);
  return escaped ? [`plain text: escaped ${escaped[0]} in ${JSON.stringify(text)}`] : [];
}

function emptyProblems(part: Part): string[] {
  return Array.isArray(part['elements']) && part['elements'].length === 0 ? ['empty elements'] : [];
}

/** Slack's pages allow longer values than its types do; the app keeps to the shorter. */
function optionProblems(part: Part): string[] {
  const options = Array.isArray(part['options']) ? (part['options'] as Part[]) : [];
  return [
    ...repeated(
      'option value',
      options.map((one) => one['value']),
    ),
    ...options.flatMap((one) => longer('option value', textIn(one, 'value'), LIMITS.option.value)),
  ];
}

function textIn(part: Part, key: string): string {
  const value = part[key] ?? '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function markupProblems(name: string, markup: string): string[] {
  const rest = markup.replace(CONTROL, '').replace(QUOTE_MARK, '');
  const stray = /[<>]|&(?!(amp|lt|gt);)/.exec(rest);
  return stray ? [`${name}: stray ${stray[0]} in ${JSON.stringify(markup)}`] : [];
}

function longer(name: string, text: string, max: number): string[] {
  const count = Array.from(text).length;
  return count > max ? [`${name}: ${count}, allowed ${max}`] : [];
}

function repeated(name: string, ids: readonly unknown[]): string[] {
  const known = ids.filter((id) => id !== undefined);
  return known.filter((id, index) => known.indexOf(id) !== index).map((id) => `${name} twice: ${JSON.stringify(id)}`);
}
