import type {
  RichTextBlock,
  RichTextBlockElement,
  RichTextElement,
  RichTextLink,
  RichTextText,
  RichTextUserMention,
} from '@slack/types';
import { LIMITS } from './limits.ts';
import { clip, webAddress } from './mrkdwn.ts';

/**
 * Rich text shows every character of a text as it is, so it is where text of people goes: nothing in it can become a
 * mention, a link or bold. Mentions, links and dates are elements of their own, made only here.
 */
type Inline = string | RichTextElement;

export function bold(text: string): RichTextText {
  return { type: 'text', text, style: { bold: true } };
}

export function person(slackId: string): RichTextUserMention {
  return { type: 'user', user_id: slackId };
}

/** A link for http and https; any other address is shown as text. */
export function webLink(url: string, label: string): RichTextLink | RichTextText {
  const address = webAddress(url);
  if (address === undefined || address.length > LIMITS.url) return { type: 'text', text: label };
  return { type: 'link', url: address, text: label };
}

/** Each reader sees their own zone; `format` as `{date_short_pretty} {time}`. */
export function moment(instant: Date, format: string, fallback: string): RichTextElement {
  return { type: 'date', timestamp: Math.floor(instant.getTime() / 1000), format, fallback };
}

/** One paragraph: strings are shown as they are. */
export function paragraph(...parts: readonly Inline[]): RichTextBlockElement {
  return { type: 'rich_text_section', elements: elements(parts) };
}

export function quotation(...parts: readonly Inline[]): RichTextBlockElement {
  return { type: 'rich_text_quote', elements: elements(parts) };
}

/** Ready to copy: Slack puts a copy button on it. */
export function copyable(text: string): RichTextBlockElement {
  return { type: 'rich_text_preformatted', elements: [{ type: 'text', text: shown(text) }] };
}

export function bullets(lines: readonly (readonly Inline[])[]): RichTextBlockElement {
  return {
    type: 'rich_text_list',
    style: 'bullet',
    elements: lines.map((parts) => ({ type: 'rich_text_section', elements: elements(parts) })),
  };
}

export function richText(...parts: readonly RichTextBlockElement[]): RichTextBlock {
  return { type: 'rich_text', elements: [...parts] };
}

function elements(parts: readonly Inline[]): RichTextElement[] {
  const kept: RichTextElement[] = [];
  for (const part of parts) {
    if (part === '' || (typeof part !== 'string' && part.type === 'text' && part.text === '')) continue;
    kept.push(typeof part === 'string' ? { type: 'text', text: shown(part) } : part);
  }
  return kept.length > 0 ? kept : [{ type: 'text', text: ' ' }];
}

function shown(text: string): string {
  return text === '' ? ' ' : clip(text, LIMITS.richText);
}
