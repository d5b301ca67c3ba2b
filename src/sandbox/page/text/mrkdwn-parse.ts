/** Slack's mrkdwn as a tree. The text is as Slack stores it: `&lt; &gt; &amp;` are data, `<…>` is a control. */
import { hasEmoji } from './emoji.ts';

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'bold' | 'italic' | 'strike'; children: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; url: string; label: string }
  | { kind: 'user' | 'channel' | 'group' | 'broadcast'; id: string; label: string }
  | { kind: 'date'; seconds: number; format: string; url: string | null; fallback: string }
  | { kind: 'emoji'; name: string };

export type Paragraph = { kind: 'plain' | 'quote'; children: Inline[] } | { kind: 'pre'; text: string };

interface Match {
  node: Inline;
  length: number;
}

const EMPHASIS = { '*': 'bold', _: 'italic', '~': 'strike' } as const;

/** What a reader sees of escaped text. */
export function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

interface Parse {
  /** As in the text object: addresses that are plain text stay so. */
  readonly verbatim?: boolean | undefined;
}

/** The text as paragraphs: plain runs, quotes and preformatted blocks, in order. */
export function parseMrkdwn(text: string, how: Parse = {}): Paragraph[] {
  return text.split(/```/).flatMap((part, index, parts) => {
    const isFenced = index % 2 === 1 && index < parts.length - 1;
    if (isFenced) return [{ kind: 'pre', text: unescapeText(plainControls(part.replace(/^\n|\n$/g, ''))) }];
    const isUnclosed = index % 2 === 1;
    return parseLines((isUnclosed ? '```' : '') + part.replace(index > 0 ? /^\n/ : '', ''), how);
  });
}

function parseLines(text: string, how: Parse): Paragraph[] {
  const runs: { quoted: boolean; lines: string[] }[] = [];
  let restIsQuoted = false;
  for (const line of text.split('\n')) {
    const all = /^(?:&gt;|>){3}\s?/.exec(line);
    if (all) restIsQuoted = true;
    const mark = all ?? /^(?:&gt;|>)\s?/.exec(line);
    const quoted = restIsQuoted || mark !== null;
    const content = mark ? line.slice(mark[0].length) : line;
    const last = runs.at(-1);
    if (last?.quoted === quoted) last.lines.push(content);
    else runs.push({ quoted, lines: [content] });
  }
  return runs
    .filter((run) => run.lines.some((line) => line !== '') || run.quoted)
    .map((run) => ({ kind: run.quoted ? 'quote' : 'plain', children: parseInline(run.lines.join('\n'), how) }));
}

/** One run of text without block structure. */
export function parseInline(text: string, how: Parse = {}): Inline[] {
  const nodes: Inline[] = [];
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const match = matchAt(text, at, how);
    if (!match) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (plain) nodes.push({ kind: 'text', text: unescapeText(plain) });
    plain = '';
    nodes.push(match.node);
    at += match.length;
  }
  if (plain) nodes.push({ kind: 'text', text: unescapeText(plain) });
  return nodes;
}

function matchAt(text: string, at: number, how: Parse): Match | null {
  switch (text[at]) {
    case '<':
      return matchControl(text, at);
    case '`':
      return matchCode(text, at);
    case ':':
      return matchEmoji(text, at);
    case 'h':
      return how.verbatim ? null : matchBareLink(text, at);
    case '*':
    case '_':
    case '~':
      return matchEmphasis(text, at, how);
    default:
      return null;
  }
}

function matchControl(text: string, at: number): Match | null {
  const found = /^<([^<>\n]+)>/.exec(text.slice(at));
  if (!found?.[1]) return null;
  const node = controlNode(found[1]);
  return node && { node, length: found[0].length };
}

function controlNode(body: string): Inline | null {
  const bar = body.indexOf('|');
  const target = bar < 0 ? body : body.slice(0, bar);
  const label = bar < 0 ? '' : unescapeText(body.slice(bar + 1));
  if (target.startsWith('@')) return { kind: 'user', id: target.slice(1), label };
  if (target.startsWith('#')) return { kind: 'channel', id: target.slice(1), label };
  if (target.startsWith('!subteam^')) return { kind: 'group', id: target.slice(9), label };
  if (target.startsWith('!date^')) return dateNode(target, label);
  if (target.startsWith('!')) return { kind: 'broadcast', id: target.slice(1), label };
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return { kind: 'link', url: unescapeText(target), label };
  return null;
}

function dateNode(target: string, fallback: string): Inline {
  const [, seconds = '', format = '', url = null] = target.split('^');
  return { kind: 'date', seconds: Number(seconds), format, url, fallback };
}

function matchCode(text: string, at: number): Match | null {
  const found = /^`([^`\n]+)`/.exec(text.slice(at));
  return found?.[1]
    ? { node: { kind: 'code', text: unescapeText(plainControls(found[1])) }, length: found[0].length }
    : null;
}

function matchEmoji(text: string, at: number): Match | null {
  const found = /^:([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):/.exec(text.slice(at));
  if (!found?.[1] || !hasEmoji(found[1])) return null;
  return { node: { kind: 'emoji', name: found[1] }, length: found[0].length };
}

function matchBareLink(text: string, at: number): Match | null {
  if (/\w/.test(text[at - 1] ?? ' ')) return null;
  const found = /^https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)\]}'"*_~`]/.exec(text.slice(at));
  return found && { node: { kind: 'link', url: unescapeText(found[0]), label: '' }, length: found[0].length };
}

/** `*bold*` only at word edges, never over a line end, as in Slack. */
function matchEmphasis(text: string, at: number, how: Parse): Match | null {
  const mark = text[at] as keyof typeof EMPHASIS;
  const opens = !isWord(text[at - 1]) && /\S/.test(text[at + 1] ?? '') && text[at + 1] !== mark;
  const end = opens ? endOfEmphasis(text, at + 2, mark) : -1;
  if (end < 0) return null;
  return { node: { kind: EMPHASIS[mark], children: parseInline(text.slice(at + 1, end), how) }, length: end + 1 - at };
}

function endOfEmphasis(text: string, from: number, mark: string): number {
  for (let end = from; end < text.length && text[end] !== '\n'; end += 1) {
    if (text[end] === '<') end = Math.max(end, text.indexOf('>', end));
    if (text[end] === mark && /\S/.test(text[end - 1] ?? '') && !isWord(text[end + 1])) return end;
  }
  return -1;
}

function isWord(char: string | undefined): boolean {
  return char !== undefined && /[\p{L}\p{N}]/u.test(char);
}

/** Links inside code are shown as they were typed. */
function plainControls(text: string): string {
  return text.replaceAll(
    /<((?:https?|mailto):[^<>|\n]+)(?:\|([^<>\n]*))?>/g,
    (_all, url: string, label?: string) => label || url,
  );
}
