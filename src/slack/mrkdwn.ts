/**
 * Slack's markup for short sentences of ours. Long text that people wrote belongs in plain_text or rich text
 * (rich-text.ts), where Slack shows every character as it is; inside a sentence of ours it goes through `inline`.
 */

const CONTROLS = /(?![\t\n])\p{Cc}/gu;
/** Embeddings and overrides of the reading direction; the isolates that right-to-left text needs stay. */
const DIRECTION_OVERRIDES = /[\u202a-\u202e]/g;
const LONE_SURROGATES = /\p{Cs}/gu;

/**
 * What people typed, once, at the edge: without NUL and other control characters, lone surrogates (PostgreSQL and JSON
 * refuse them) and direction overrides (they fake file names), with `\n` for every kind of line end. Emoji stay.
 */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|\u2028|\u2029|\u0085/g, '\n')
    .replace(CONTROLS, '')
    .replace(DIRECTION_OVERRIDES, '')
    .replace(LONE_SURROGATES, '');
}

/** Exactly what Slack asks for: `&`, `<` and `>`, nothing else; marks stay marks. Not idempotent: escape once. */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * Text of people inside a line of ours, shown as they wrote it: it mentions nobody, formats nothing, and is one line, so that it
 * cannot pose as a line of its own. Emoji by name stay emoji. Markup has no way to escape its marks, so one where Slack may read
 * it is shown by a character that looks the same. Not by an invisible one: that would go unseen into whatever people copy
 * and search for, and Slack takes some of them for the edge of a word. What is copied most keeps its own characters: marks inside
 * a word (`order_12`, `2*3`), where Slack formats nothing, and commands (`code`).
 */
export function inline(text: string): string {
  return escapeMrkdwn(oneLine(text).replace(MARKS, (mark) => LOOK_ALIKES[mark] ?? mark));
}

/** Emphasis at the edge of a word, code anywhere, and what begins a quotation. */
const MARKS = /(?<![a-z0-9])[*_~]|[*_~](?![a-z0-9])|`|^>/gi;
const LOOK_ALIKES: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ', '>': '›' };

/** All white space as single spaces. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** At most `max` code points; what was cut ends with an ellipsis. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const points = Array.from(text);
  if (points.length <= max) return text;
  return ended(points.slice(0, max - 1).join(''));
}

/** Clips markup: never inside an entity (`&lt;`) or a control sequence (`<@U1>`). */
export function clipMarkup(markup: string, max: number): string {
  if (markup.length <= max) return markup;
  const points = Array.from(markup);
  if (points.length <= max) return markup;
  const kept = points.slice(0, max - 1).join('');
  return ended(kept.replace(/<[^>]*$/, '').replace(/&[a-z]{0,3}$/, ''));
}

/** Without a dangling joiner, which would glue the ellipsis to an emoji. */
function ended(kept: string): string {
  return `${kept.replace(/[\s\u200d]+$/, '')}…`;
}

const PERSON = /^[UW][A-Z0-9]+$/;
const CHANNEL = /^[CGD][A-Z0-9]+$/;

/** Pings in a new message, shows the name in an edit. Anything but a person's id is shown as text. */
export function mention(slackId: string): string {
  return PERSON.test(slackId) ? `<@${slackId}>` : escapeMrkdwn(slackId);
}

export function channelLink(channel: string): string {
  return CHANNEL.test(channel) ? `<#${channel}>` : escapeMrkdwn(channel);
}

/** A link for http and https; any other address leaves only its label. */
export function link(url: string, label: string): string {
  const address = webAddress(url);
  if (address === undefined) return inline(label);
  return `<${escapeMrkdwn(address).replaceAll('|', '%7C')}|${inline(label)}>`;
}

/** The address as a browser would write it, or undefined unless it is http or https. */
export function webAddress(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  return parsed.protocol === 'http:' || parsed.protocol === 'https:' ? parsed.href : undefined;
}

/** In front of the format of a date that is inside a sentence: Slack begins it with a capital letter otherwise (`Tomorrow`). */
export const MID_SENTENCE = '\u200b';

/** Shown to each reader in their own zone; `format` as `{date_short_pretty} {time}`. */
export function dateToken(instant: Date, format: string, fallback: string): string {
  return `<!date^${Math.floor(instant.getTime() / 1000)}^${format}|${inline(fallback).replaceAll('|', '/')}>`;
}

/** Something to type, such as a command. */
export function code(text: string): string {
  return `\`${escapeMrkdwn(oneLine(text)).replaceAll('`', 'ˋ')}\``;
}

/** Where a message is found, also in channels that the app is not in. */
export function messageLink(domain: string, channel: string, ts: string): string {
  return `https://${domain}.slack.com/archives/${channel}/p${ts.replace('.', '')}`;
}
