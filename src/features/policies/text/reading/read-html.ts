import { Parser } from 'htmlparser2';
import { isTag } from './html-names.ts';
import type { Cell, Piece, Run, Style } from '../pieces.ts';
import { imageRun, styleOfTag } from './read-inline.ts';
import { run, tidyRuns } from '../runs.ts';

/** A piece ends where one of these begins or ends. */
const BLOCKS = new Set(
  'p div section article header footer main aside details summary blockquote pre figure ul ol li dl dt dd hr table tr h1 h2 h3 h4 h5 h6 center address form'.split(
    ' ',
  ),
);
/** Nothing in these is meant for a reader. */
const SILENT = new Set(['script', 'style', 'template', 'head', 'iframe', 'svg', 'object']);
const HEADING = /^h([1-6])$/;

/** What a block of HTML says: its text, lists and tables; tags are dropped, and nothing in it is fetched or run. */
export function readHtml(html: string): Piece[] {
  const reader = new HtmlReader();
  const parser = new Parser({
    onopentag: (name, attributes) => reader.open(name, attributes),
    ontext: (text) => reader.text(text),
    onclosetag: (name) => reader.close(name),
  });
  parser.end(html.replace(TAG_LIKE, shownUnlessTag));
  return reader.end();
}

const TAG_LIKE = /<\/?([a-z!][\w!-]*)/gi;

function shownUnlessTag(found: string, name: string): string {
  return /^!(?:--|doctype$)/i.test(name) || isTag(name) ? found : found.replace('<', '&lt;');
}

interface List {
  readonly isOrdered: boolean;
  count: number;
}

class HtmlReader {
  readonly #pieces: Piece[] = [];
  readonly #looks: { readonly name: string; readonly before: Style }[] = [];
  readonly #lists: List[] = [];
  #silent = 0;
  #style: Style = {};
  #runs: Run[] = [];
  #row: Cell[] | undefined;
  #rows: Cell[][] = [];
  #item: { readonly indent: number; readonly number?: number } | undefined;
  #depth = 0;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (SILENT.has(name)) this.#silent += 1;
    if (BLOCKS.has(name)) this.#flush();
    this.#depth = Number(HEADING.exec(name)?.[1] ?? this.#depth);
    if (name === 'tr') this.#row = [];
    if (name === 'br') this.#runs.push(run('\n', this.#style));
    if (name === 'img') this.#runs.push(imageRun(attributes['src'] ?? '', attributes['alt'] ?? '', this.#style));
    this.#openList(name);
    this.#openLook(name, attributes['href']);
  }

  text(text: string): void {
    if (this.#silent === 0) this.#runs.push(run(text.replace(/\s+/g, ' '), this.#style));
  }

  close(name: string): void {
    if (SILENT.has(name)) this.#silent -= 1;
    this.#closeTablePart(name);
    if (BLOCKS.has(name)) this.#flush();
    if (name === 'ul' || name === 'ol') this.#lists.pop();
    if (HEADING.test(name)) this.#depth = 0;
    this.#closeLook(name);
  }

  end(): Piece[] {
    this.#closeRow();
    this.#closeTable();
    this.#flush();
    return this.#pieces;
  }

  #openList(name: string): void {
    if (name === 'ul' || name === 'ol') this.#lists.push({ isOrdered: name === 'ol', count: 0 });
    const list = this.#lists.at(-1);
    if (name !== 'li' || !list) return;
    list.count += 1;
    const indent = Math.min(this.#lists.length - 1, 8);
    this.#item = { indent, ...(list.isOrdered && { number: list.count }) };
  }

  #openLook(name: string, href: string | undefined): void {
    const look = styleOfTag(name, href);
    if (!look) return;
    this.#looks.push({ name, before: this.#style });
    this.#style = { ...this.#style, ...look };
  }

  #closeLook(name: string): void {
    const index = this.#looks.findLastIndex((one) => one.name === name);
    const [opened] = index < 0 ? [] : this.#looks.splice(index);
    if (opened) this.#style = opened.before;
  }

  #closeTablePart(name: string): void {
    if (name === 'td' || name === 'th') this.#closeCell();
    if (name === 'tr') this.#closeRow();
    if (name === 'table') this.#closeTable();
  }

  #closeCell(): void {
    this.#row ??= [];
    this.#row.push(tidyRuns(this.#runs));
    this.#runs = [];
  }

  #closeRow(): void {
    if (this.#row && this.#row.length > 0) this.#rows.push(this.#row);
    this.#row = undefined;
  }

  #closeTable(): void {
    const [head, ...rows] = this.#rows;
    this.#rows = [];
    if (head) this.#pieces.push({ kind: 'table', head, rows });
  }

  /** Ends the text so far as a piece; inside a table row it stays with its cell. */
  #flush(): void {
    if (this.#row) {
      if (this.#runs.length > 0) this.#runs.push(run(' ', this.#style));
      return;
    }
    const runs = tidyRuns(this.#runs);
    this.#runs = [];
    if (runs.length === 0) return;
    this.#pieces.push(this.#pieceOf(runs));
    this.#item = undefined;
  }

  #pieceOf(runs: Run[]): Piece {
    if (this.#depth > 0) return { kind: 'heading', depth: this.#depth, runs };
    return this.#item ? { kind: 'item', ...this.#item, runs } : { kind: 'paragraph', runs };
  }
}
