import { Marked, type Token, type TokenizerAndRendererExtension } from 'marked';
import { cleanText } from '../../../../slack/mrkdwn.ts';

/** Pictures inside the text: long, never shown, and slow to read as Markdown. */
const DATA_URI = /data:[a-z0-9.+/-]{0,80}(?:;[a-z0-9=-]{0,40})*,[A-Za-z0-9+/=%_-]{200,}/gi;

/** What a site builder would have replaced: Liquid tags, kramdown attributes, Hugo shortcodes and heading ids. */
const SITE_MARK = String.raw`\{%[^\n]{0,300}?%\}|\{:[^}\n]{0,200}\}|\{\{[<%][^\n]{0,300}?[>%]\}\}`;
const SITE_LINE = new RegExp(String.raw`^ {0,3}(?:${SITE_MARK})[ \t]*(?:\n|$)`);
const SITE_INLINE = new RegExp(String.raw`^(?:${SITE_MARK}|\{#[\w-]{1,80}\}(?=\s*$))`);
/** The first lines of MDX pages. */
const MODULE_LINE =
  /^(?:import\s[^\n]{1,300}\sfrom\s+['"][^'"\n]{1,300}['"];?|export\s+(?:const|default)\s[^\n]*)(?:\n|$)/;

const siteBlock: TokenizerAndRendererExtension = {
  name: 'site',
  level: 'block',
  tokenizer: (source) => siteToken((SITE_LINE.exec(source) ?? MODULE_LINE.exec(source))?.[0]),
};

const siteInline: TokenizerAndRendererExtension = {
  name: 'site',
  level: 'inline',
  start: (source) => source.indexOf('{'),
  tokenizer: (source) => siteToken(SITE_INLINE.exec(source)?.[0]),
};

/** A link whose address a site builder would have filled in: its words. */
const UNFILLED_LINK = /^\[([^\]\n]{1,200})\]\(\{\{[^{}\n]{1,120}\}\}\)/;

const unfilledLink: TokenizerAndRendererExtension = {
  name: 'unfilledLink',
  level: 'inline',
  start: (source) => source.indexOf('['),
  tokenizer: (source) => {
    const [raw, text = ''] = UNFILLED_LINK.exec(source) ?? [];
    return raw === undefined ? undefined : { type: 'escape', raw, text };
  },
};

function siteToken(raw: string | undefined): Token | undefined {
  return raw === undefined ? undefined : { type: 'site', raw };
}

const reader = new Marked({ gfm: true });
reader.use({ extensions: [siteBlock] });
reader.use({ extensions: [siteInline, unfilledLink] });

/** Text as it is read, kept and cut: clean characters, `\n` line ends, no pictures inside. */
export function cleanMarkdown(markdown: string): string {
  return cleanText(markdown).replace(DATA_URI, 'data:,');
}

/**
 * The blocks of a text, which together are the text. What no person writes (hundreds of levels, words of thousands of
 * letters) takes a Markdown reader seconds or its whole stack; such a text is read as plain paragraphs.
 */
export function lex(markdown: string): Token[] {
  const text = cleanMarkdown(markdown);
  if (isBeyondReading(text)) return plainParagraphs(text);
  return reader.lexer(text);
}

const TOO_DEEP = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d+[.)](?=[ \t]))){40}|^[ \t]{160}[ \t]*(?:[-*+>]|\d+[.)])[ \t]/m;
const TOO_LONG_A_WORD = /[^\s|]{5000}/;

function isBeyondReading(text: string): boolean {
  return TOO_DEEP.test(text) || TOO_LONG_A_WORD.test(text);
}

function plainParagraphs(text: string): Token[] {
  const parts = text.match(/(?:(?!\n\s*\n)[\s\S])+\n*|\n+/g) ?? [];
  return parts.map((raw) => ({
    type: 'paragraph',
    raw,
    text: raw,
    tokens: [{ type: 'escape', raw, text: raw.trim() }],
  }));
}
