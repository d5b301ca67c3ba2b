import { isRecord } from '../rules/check.ts';
import type { PageState } from '../protocol.ts';

type Names = Pick<PageState, 'people' | 'channels' | 'userGroups'>;

const RICH_LINES = new Set(['rich_text_section', 'rich_text_quote', 'rich_text_preformatted']);

/** The words a person reads in a block, a view or a message: mentions as names, links as labels, no markup. */
export function wordsIn(names: Names, value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((inner) => wordsIn(names, inner));
  if (!isRecord(value)) return [];
  const own = ownWords(names, value);
  if (own !== undefined) return own === '' ? [] : [own];
  if (RICH_LINES.has(String(value['type']))) return [richLine(names, value['elements'])];
  return Object.entries(value)
    .filter(([name]) => name !== 'private_metadata')
    .flatMap(([name, inner]) => (isShownText(name, inner) ? [inner] : wordsIn(names, inner)));
}

function ownWords(names: Names, node: Readonly<Record<string, unknown>>): string | undefined {
  const { type, text } = node;
  if (typeof text !== 'string') return undefined;
  if (type === 'plain_text' || type === 'raw_text' || type === 'raw_number') return unescape(text);
  if (type === 'mrkdwn') return plainMrkdwn(names, text);
  return type === 'markdown' ? text : undefined;
}

function isShownText(name: string, value: unknown): value is string {
  return typeof value === 'string' && ['alt_text', 'initial_value', 'caption'].includes(name);
}

function richLine(names: Names, elements: unknown): string {
  const parts = Array.isArray(elements) ? elements.filter(isRecord) : [];
  return parts.map((part) => richPart(names, part)).join('');
}

function richPart(names: Names, part: Readonly<Record<string, unknown>>): string {
  switch (part['type']) {
    case 'user':
      return nameOf(names, String(part['user_id']));
    case 'channel':
      return channelOf(names, String(part['channel_id']));
    case 'usergroup':
      return groupOf(names, String(part['usergroup_id']));
    case 'emoji':
      return `:${String(part['name'])}:`;
    case 'broadcast':
      return `@${String(part['range'])}`;
    default:
      return [part['text'], part['fallback'], part['url']].find((text) => typeof text === 'string') ?? '';
  }
}

/** mrkdwn as it reads on the screen. */
export function plainMrkdwn(names: Names, text: string): string {
  const resolved = text
    .replaceAll(/<@(\w+)(?:\|[^>]*)?>/g, (_, id: string) => nameOf(names, id))
    .replaceAll(/<#(\w+)(?:\|[^>]*)?>/g, (_, id: string) => channelOf(names, id))
    .replaceAll(/<!subteam\^(\w+)(?:\|[^>]*)?>/g, (_, id: string) => groupOf(names, id))
    .replaceAll(/<!date\^[^|>]*\|([^>]*)>/g, '$1')
    .replaceAll(/<!(here|channel|everyone)(?:\|[^>]*)?>/g, '@$1')
    .replaceAll(/<[^|>]+\|([^>]+)>/g, '$1')
    .replaceAll(/<((?:https?|mailto):[^>]+)>/g, '$1');
  return unescape(withoutMarks(resolved));
}

/** Takes *bold*, _italic_ and ~struck~ marks away where Slack would read them as such. */
function withoutMarks(text: string): string {
  return text.replaceAll(/(^|[\s(>])([*_~])(\S(?:.*?\S)?)\2(?=$|[\s.,:;!?)…])/gm, '$1$3');
}

function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function nameOf(names: Names, id: string): string {
  const person = names.people.find((candidate) => candidate.id === id);
  return `@${person?.realName ?? id}`;
}

function channelOf(names: Names, id: string): string {
  return `#${names.channels.find((candidate) => candidate.id === id)?.name ?? id}`;
}

function groupOf(names: Names, id: string): string {
  return `@${names.userGroups?.find((candidate) => candidate.id === id)?.handle ?? id}`;
}

/** For comparing what is written on controls: without emoji, case and spaces at the ends. */
export function label(text: string): string {
  return text
    .replaceAll(/:[a-z0-9_+-]+:/g, '')
    .replaceAll(/[\p{Extended_Pictographic}\uFE0F]/gu, '')
    .trim()
    .toLowerCase();
}
