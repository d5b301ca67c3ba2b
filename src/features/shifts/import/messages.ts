import type { KnownBlock } from '@slack/types';
import type { Message } from '../../../outbox/enqueue.ts';
import { actions, button, confirmation, context, section } from '../../../slack/blocks.ts';
import { clip, clipMarkup, inline } from '../../../slack/mrkdwn.ts';
import { importIds } from './ids.ts';
import { noPreview, type Preview } from './preview.ts';
import { cancelsMany, covered, type ImportCounts, NO_LINE, type Problem } from './problems.ts';
import type { RosterImport } from './tables.ts';

/** What of an import its message shows. */
export type ShownImport = Pick<
  RosterImport,
  'id' | 'by' | 'kind' | 'fileName' | 'look' | 'cancelsMissing' | 'onlyGood' | 'firstProblems'
> & {
  readonly teamName: string;
  /** Whether somebody can say anew which column is what. */
  readonly hasLayout: boolean;
};

const PROBLEMS_SHOWN = 5;

/** While the rows are looked at. */
export function readingMessage(shown: ShownImport, done = 0, rows = 0): Message {
  return plainMessage(`Reading ${nameOf(shown)} …${farText(done, rows)}`);
}

function farText(done: number, rows: number): string {
  return rows === 0 ? '' : ` ${number(done)} of ${number(rows)} rows read …`;
}

/** Nobody can tell which column is what. */
export function askingMessage(shown: ShownImport): Message {
  const text = `Which column is what in ${nameOf(shown)}? Each row has to be one shift. You are asked once for files with this heading.`;
  return { text, blocks: [section(text), actions([columnsButton(shown, 'primary'), dropButton(shown)])] };
}

interface Look {
  readonly preview: Preview;
  /** The roster is no longer as it was when somebody pressed *Import*. */
  readonly isNews: boolean;
}

/** What *Import* would do; with rows that cannot be imported, which, and that nothing has changed. */
export function checkedMessage(
  shown: ShownImport,
  counts: ImportCounts,
  { preview, isNews }: Look = { preview: noPreview, isNews: false },
): Message {
  const again = isNews ? 'The roster has changed since you looked. ' : '';
  if (counts.bad > 0) return problemsMessage(shown, counts, preview, again);
  const text = `${again}${nameOf(shown)}: ${wouldDo(shown, counts)}`;
  if (doesNothing(shown, counts)) return plainMessage(`${text} There is nothing to import.`);
  const buttons = actions([goButton(shown, counts), dropButton(shown)]);
  return { text, blocks: [section(text), ...previewBlocks(preview), buttons] };
}

function problemsMessage(shown: ShownImport, counts: ImportCounts, preview: Preview, again: string): Message {
  const good = counts.rows - counts.bad;
  const text = `:warning: ${again}${nameOf(shown)}: ${number(counts.bad)} of ${amount(counts.rows, 'row')} cannot be imported. Nothing has changed.`;
  const rest = good > 0 ? ' or import the others now; then nothing is cancelled' : '';
  const onlyGood = button(`Import the ${amount(good, 'good row')}`, importIds.goodOnly, { value: valueOf(shown) });
  const theirs = preview.count > 0 ? [context('The good rows would change:'), ...previewBlocks(preview)] : [];
  return {
    text,
    blocks: [
      section(text),
      section(clipMarkup(problemLines(shown.firstProblems, counts.bad), 2900)),
      context(`All of them are in the file that comes with this. Correct yours and import it again${rest}.`),
      ...theirs,
      actions([...(good > 0 ? [onlyGood] : []), ...(shown.hasLayout ? [columnsButton(shown)] : []), dropButton(shown)]),
    ],
  };
}

/** Whoever cancels much says so twice, and reads how much both times. */
function goButton(shown: ShownImport, counts: ImportCounts) {
  const value = valueOf(shown);
  if (!cancels(shown) || !cancelsMany(counts)) return button('Import', importIds.go, { value, style: 'primary' });
  const many = amount(counts.missing, 'shift');
  const why = `${number(counts.missing)} of the ${number(covered(counts))} shifts that the file covers are not in it. Is it whole?`;
  const confirm = confirmation(`Cancel ${many}?`, why, `Cancel ${many}`, 'danger');
  return button(`Import and cancel ${many}`, importIds.go, { value, style: 'danger', confirm });
}

function previewBlocks({ lines, count }: Preview): readonly KnownBlock[] {
  if (lines.length === 0) return [];
  const more =
    count > lines.length ? [`… and ${number(count - lines.length)} more, in the file that comes with this.`] : [];
  const shown = lines.map((line) => `• ${clipMarkup(inline(line), 250)}`);
  return [section(clipMarkup([...shown, ...more].join('\n'), 2900))];
}

/** Comes with the file that lists all changes. */
export function changesComment(count: number): string {
  return `All ${number(count)} changes that the import would make.`;
}

/** Once *Import* was pressed: the rows are read once more, then all are written at once. */
export function importingMessage(shown: ShownImport, done = 0, rows = 0): Message {
  return plainMessage(`Importing ${nameOf(shown)} …${farText(done, rows)}`);
}

export function importedMessage(shown: ShownImport, counts: ImportCounts): Message {
  const cancelled = cancels(shown) && counts.missing > 0 ? `, ${number(counts.missing)} cancelled` : '';
  const left = counts.bad > 0 ? ` ${amount(counts.bad, 'row')} left out.` : '';
  const text = `:white_check_mark: ${nameOf(shown)} is imported: ${number(counts.added)} new, ${number(counts.changed)} changed${cancelled}, ${number(counts.same)} as they were.${left}`;
  return plainMessage(text);
}

export function droppedMessage(shown: ShownImport): Message {
  return plainMessage(`${nameOf(shown)} was not imported.`);
}

export function failedMessage(shown: ShownImport, why: string): Message {
  return plainMessage(`:warning: ${nameOf(shown)} was not imported. ${inline(why)} Nothing has changed.`);
}

/** Comes with the file that lists all problems. */
export function problemsComment(shown: ShownImport, bad: number): string {
  return `${amount(bad, 'row')} of ${shown.fileName} that cannot be imported, each with its line and the reason.`;
}

function wouldDo(shown: ShownImport, counts: ImportCounts): string {
  const { added, changed, same, missing } = counts;
  const rows = `${amount(counts.rows, 'row')}: ${number(added)} new, ${number(changed)} changed, ${number(same)} as they are.`;
  if (shown.kind !== 'shifts' || missing === 0) return rows;
  const gone = missing === 1 ? '1 shift of these dates is' : `${number(missing)} shifts of these dates are`;
  return `${rows} ${gone} not in the file: ${cancels(shown) ? 'cancelled by the import' : 'kept'}.`;
}

function doesNothing(shown: ShownImport, { added, changed, missing }: ImportCounts): boolean {
  return added === 0 && changed === 0 && (missing === 0 || !cancels(shown));
}

function cancels({ cancelsMissing, onlyGood }: ShownImport): boolean {
  return cancelsMissing && !onlyGood;
}

function problemLines(problems: readonly Problem[], bad: number): string {
  const lines = problems
    .slice(0, PROBLEMS_SHOWN)
    .map(({ line, reason }) => `• ${line === NO_LINE ? '' : `Line ${line}: `}${clipMarkup(inline(reason), 400)}`);
  const more = bad - lines.length;
  return [...lines, ...(more > 0 ? [`… and ${number(more)} more.`] : [])].join('\n');
}

function columnsButton(shown: ShownImport, style?: 'primary') {
  return button('Choose columns', importIds.columns, { value: valueOf(shown), ...(style && { style }) });
}

function dropButton(shown: ShownImport) {
  return button('Don’t import', importIds.drop, { value: valueOf(shown) });
}

function valueOf({ id, look }: ShownImport): string {
  return `${id}:${look}`;
}

function nameOf({ fileName, teamName }: ShownImport): string {
  return `*${inline(clip(fileName, 80))}* for *${inline(teamName)}*`;
}

function plainMessage(text: string): Message {
  const blocks: KnownBlock[] = [section(text)];
  return { text, blocks };
}

function amount(count: number, one: string): string {
  return `${number(count)} ${one}${count === 1 ? '' : 's'}`;
}

function number(count: number): string {
  return count.toLocaleString('en');
}
