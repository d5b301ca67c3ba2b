import type { KnownBlock } from '@slack/types';
import type { Message } from '../../../outbox/enqueue.ts';
import { actions, button, context, section } from '../../../slack/blocks.ts';
import { clip, clipMarkup, inline } from '../../../slack/mrkdwn.ts';
import { importIds } from './ids.ts';
import { type ImportCounts, NO_LINE, type Problem } from './problems.ts';
import type { RosterImport } from './tables.ts';

/** What of an import its message shows. */
export type ShownImport = Pick<
  RosterImport,
  'id' | 'by' | 'kind' | 'fileName' | 'look' | 'cancelsMissing' | 'onlyGood' | 'firstProblems'
> & { readonly teamName: string };

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
  const choose = button('Choose columns', importIds.columns, { value: valueOf(shown), style: 'primary' });
  return { text, blocks: [section(text), actions([choose, dropButton(shown)])] };
}

/** What *Import* would do; with rows that cannot be imported, which, and that nothing has changed. */
export function checkedMessage(shown: ShownImport, counts: ImportCounts, isNews = false): Message {
  const again = isNews ? 'The roster has changed since you looked. ' : '';
  if (counts.bad === 0) {
    const text = `${again}${nameOf(shown)}: ${wouldDo(shown, counts)}`;
    if (doesNothing(shown, counts)) return plainMessage(`${text} There is nothing to import.`);
    const go = button('Import', importIds.go, { value: valueOf(shown), style: 'primary' });
    return { text, blocks: [section(text), actions([go, dropButton(shown)])] };
  }
  const good = counts.rows - counts.bad;
  const text = `:warning: ${again}${nameOf(shown)}: ${number(counts.bad)} of ${amount(counts.rows, 'row')} cannot be imported. Nothing has changed.`;
  const rest = good > 0 ? ' or import the others now; then nothing is cancelled' : '';
  const onlyGood = button(`Import the ${amount(good, 'good row')}`, importIds.goodOnly, { value: valueOf(shown) });
  return {
    text,
    blocks: [
      section(text),
      section(clipMarkup(problemLines(shown.firstProblems, counts.bad), 2900)),
      context(`All of them are in the file that comes with this. Correct yours and import it again${rest}.`),
      actions([...(good > 0 ? [onlyGood] : []), dropButton(shown)]),
    ],
  };
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
