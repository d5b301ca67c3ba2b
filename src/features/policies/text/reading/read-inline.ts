import { decodeHTML } from 'entities';
import type { Token, Tokens } from 'marked';
import { isTag } from './html-names.ts';
import type { Run, Style } from '../pieces.ts';
import { run, tidyRuns } from '../runs.ts';
import { linkTarget } from './web-target.ts';

/** What stands in one paragraph, heading or cell, in reading order. */
export function readInline(tokens: readonly Token[] | undefined, style: Style = {}): Run[] {
  return tidyRuns(new InlineReader(style).read(tokens ?? []));
}

/** An image is never fetched: it is shown as a link with its description. */
export function imageRun(href: string, alt: string, style: Style): Run {
  const url = linkTarget(href);
  return run(alt.trim() === '' ? 'image' : alt.trim(), { ...style, ...(url !== undefined && { url }) });
}

const BOLD: Style = { bold: true };
const ITALIC: Style = { italic: true };
const STRIKE: Style = { strike: true };
const CODE: Style = { code: true };
const LOOKS: ReadonlyMap<string, Style> = new Map([
  ['b', BOLD],
  ['strong', BOLD],
  ['i', ITALIC],
  ['em', ITALIC],
  ['s', STRIKE],
  ['del', STRIKE],
  ['strike', STRIKE],
  ['code', CODE],
  ['kbd', CODE],
]);

/** The look that an HTML tag gives, the same in running text and in blocks of HTML; undefined for tags without one. */
export function styleOfTag(name: string, href: string | undefined): Style | undefined {
  if (name !== 'a') return LOOKS.get(name);
  const url = linkTarget(href ?? '');
  return url === undefined ? {} : { url };
}

const TAG = /^<(?<slash>\/?)(?<name>[a-z][a-z0-9-]*)(?<rest>[^>]*)>/i;

/** Holds the looks that HTML tags have opened, which Markdown leaves as single tokens. */
class InlineReader {
  readonly #opened: { readonly name: string; readonly before: Style }[] = [];
  #style: Style;

  constructor(style: Style) {
    this.#style = style;
  }

  read(tokens: readonly Token[]): Run[] {
    return tokens.flatMap((token) => this.#token(token));
  }

  #token(token: Token): Run[] {
    switch (token.type) {
      case 'strong':
        return this.#within(token, { bold: true });
      case 'em':
        return this.#within(token, { italic: true });
      case 'del':
        return this.#within(token, { strike: true });
      case 'link':
        return this.#link(token as Tokens.Link);
      case 'image':
        return [imageRun((token as Tokens.Image).href, decodeHTML((token as Tokens.Image).text), this.#style)];
      case 'html':
        return this.#tag(token.raw);
      default:
        return this.#words(token);
    }
  }

  #words(token: Token): Run[] {
    switch (token.type) {
      case 'codespan':
        return [run((token as Tokens.Codespan).text, { ...this.#style, code: true })];
      case 'br':
        return [run('\n', this.#style)];
      case 'escape':
        return [run((token as Tokens.Escape).text, this.#style)];
      case 'checkbox':
        return [run((token as Tokens.Checkbox).checked ? '☑ ' : '☐ ', this.#style)];
      case 'text':
        return this.#text(token as Tokens.Text);
      case 'site':
        return [];
      default:
        return [run(token.raw, this.#style)];
    }
  }

  #text(token: Tokens.Text): Run[] {
    if (token.tokens) return this.read(token.tokens);
    return [run(decodeHTML(token.text).replace(/[ \t]*\n[ \t]*/g, ' '), this.#style)];
  }

  #link(token: Tokens.Link): Run[] {
    const url = linkTarget(token.href);
    return this.#within(token, url === undefined ? {} : { url });
  }

  #within(token: Token, look: Style): Run[] {
    const before = this.#style;
    this.#style = { ...before, ...look };
    const runs = this.read((token as Tokens.Strong).tokens);
    this.#style = before;
    return runs;
  }

  #tag(raw: string): Run[] {
    const { slash, name = '', rest = '' } = TAG.exec(raw)?.groups ?? {};
    if (!isTag(name)) return this.#tagLike(raw);
    const tag = name.toLowerCase();
    if (slash === '/') return this.#close(tag);
    if (tag === 'br') return [run('\n', this.#style)];
    if (tag === 'img') return [imageRun(attribute(rest, 'src'), attribute(rest, 'alt'), this.#style)];
    const look = styleOfTag(tag, attribute(rest, 'href'));
    if (look) {
      this.#opened.push({ name: tag, before: this.#style });
      this.#style = { ...this.#style, ...look };
    }
    return [];
  }

  /** Comments are for nobody; anything else is words. */
  #tagLike(raw: string): Run[] {
    return /^<(?:!--|\?)/.test(raw) ? [] : [run(raw, this.#style)];
  }

  #close(name: string): Run[] {
    const index = this.#opened.findLastIndex((one) => one.name === name);
    const [opened] = index < 0 ? [] : this.#opened.splice(index);
    if (opened) this.#style = opened.before;
    return [];
  }
}

function attribute(text: string, name: string): string {
  const found = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(text);
  return decodeHTML(found?.[1] ?? found?.[2] ?? found?.[3] ?? '');
}
