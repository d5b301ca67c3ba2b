import type { Cell, Item, Piece, Run } from '../pieces.ts';

/** Markdown that says the same as these pieces; used where a long part has to be cut in the middle. */
export function markdownOf(pieces: readonly Piece[]): string {
  let text = '';
  let before: Piece | undefined;
  for (const piece of pieces) {
    if (before) text += before.kind === 'item' && piece.kind === 'item' ? '\n' : '\n\n';
    text += markdownOfPiece(piece);
    before = piece;
  }
  return text;
}

function markdownOfPiece(piece: Piece): string {
  switch (piece.kind) {
    case 'heading':
      return `${'#'.repeat(piece.depth)} ${inline(piece.runs).replaceAll('\n', ' ')}`;
    case 'paragraph':
      return inline(piece.runs);
    case 'item':
      return itemMarkdown(piece);
    case 'quote':
      return inline(piece.runs)
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n');
    case 'code':
      return fenced(piece.text);
    case 'table':
      return [piece.head, piece.head.map(() => undefined), ...piece.rows].map(rowMarkdown).join('\n');
    default:
      return '---';
  }
}

function itemMarkdown({ indent, number, runs }: Item): string {
  const mark = number === undefined ? '- ' : `${number}. `;
  const margin = '   '.repeat(indent);
  return `${margin}${mark}${inline(runs).replaceAll('\n', `\n${margin}${' '.repeat(mark.length)}`)}`;
}

function rowMarkdown(cells: readonly (Cell | undefined)[]): string {
  const texts = cells.map((cell) => (cell ? inline(cell).replaceAll('\\\n', '<br>').replaceAll('|', '\\|') : '---'));
  return `| ${texts.join(' | ')} |`;
}

function fenced(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}

function inline(runs: readonly Run[]): string {
  return runs
    .map(markdownOfRun)
    .join('')
    .replace(/^([ \t]*)([-+=#>]|\d+[.)])/gm, (_, space: string, mark: string) => `${space}${guarded(mark)}`);
}

/** A sign that would begin a list, heading or rule at the start of a line. */
function guarded(mark: string): string {
  return mark.length === 1 ? `\\${mark}` : `${mark.slice(0, -1)}\\${mark.slice(-1)}`;
}

const MARKS: readonly (readonly [keyof Omit<Run, 'text' | 'url' | 'code'>, string])[] = [
  ['italic', '*'],
  ['bold', '**'],
  ['strike', '~~'],
];

function markdownOfRun(run: Run): string {
  const [, lead = '', words = '', tail = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(run.text) ?? [];
  return words === '' ? lines(run.text) : lines(lead + marked(run, words) + tail);
}

function marked(run: Run, words: string): string {
  let text = run.code ? codeSpan(words) : escaped(words);
  for (const [look, mark] of MARKS) if (run[look]) text = `${mark}${text}${mark}`;
  return run.url === undefined ? text : `[${text}](<${run.url.replace(/[<>\\]/g, encodeURIComponent)}>)`;
}

function lines(text: string): string {
  return text.replaceAll('\n', '\\\n');
}

function codeSpan(text: string): string {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length));
  const ticks = '`'.repeat(longest + 1);
  const pad = /^`|`$/.test(text) ? ' ' : '';
  return `${ticks}${pad}${text.replaceAll('\n', ' ')}${pad}${ticks}`;
}

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>~|&]/g, '\\$&');
}
