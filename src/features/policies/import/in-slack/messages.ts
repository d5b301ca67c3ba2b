import type { KnownBlock } from '@slack/types';
import type { Message } from '../../../../outbox/enqueue.ts';
import { actions, button, context, section } from '../../../../slack/blocks.ts';
import { clipMarkup, inline } from '../../../../slack/mrkdwn.ts';
import { passagesOf } from '../../text/passages/passages.ts';
import { countsOf, type ImportReport, problemsOf } from '../importing/report.ts';
import { placeOf } from '../files/given-files.ts';
import { importIds as ids } from '../ids.ts';
import type { Fate, ImportMode, Planned } from '../importing/plan.ts';
import { openButtons } from '../../library/publishing/open-buttons.ts';
import { changeText, countsText, laterText, newerText, titleBefore } from '../importing/report-lines.ts';

const MOST_LINES = 10;

export interface ShownLook {
  readonly importId: string;
  readonly look: number;
  /** The policies are no longer as they were when somebody pressed. */
  readonly isNews: boolean;
}

/** What the files would change, and what their giver can do with them. */
export function lookMessage(report: ImportReport, { importId, look, isNews }: ShownLook): Message {
  const counts = countsOf(report);
  const doing = counts.new + counts.changed + counts.waiting;
  const again = isNews ? 'The policies have changed since you looked; nothing was imported. ' : '';
  const text = `${again}For *${inline(report.team.name)}*: ${countsText(report)}`;
  const value = `${importId}:${look}`;
  const buttons = actions([
    button('Publish', ids.publish, { value, style: 'primary' }),
    button('Keep as draft', ids.draft, { value }),
    button('Look at changes', ids.look, { value: `${value}:0:0` }),
    button('Leave it', ids.leave, { value }),
  ]);
  const nothing = context(counts.refused > 0 ? 'Nothing was imported. Mend it and give it again.' : 'Nothing to do.');
  return {
    text,
    blocks: [
      section(text),
      ...listed(report),
      ...problemBlocks(report),
      ...staysBlocks(report),
      doing > 0 ? buttons : nothing,
    ],
  };
}

/** Said before somebody presses: what is not in a file is not taken away, and a draft has no settings of its own. */
function staysBlocks({ files }: ImportReport): KnownBlock[] {
  const newer = files.flatMap((planned) => leftLines(planned, newerText(planned)));
  const left = newer.length > 0 ? [context(few(newer))] : [];
  const changed = files.filter(({ fate }) => fate === 'changed' || fate === 'waiting');
  if (changed.length === 0) return left;
  const isSet = ({ change, existing }: Planned): boolean =>
    existing?.policy.verifiedAt !== null && change !== undefined && (change.settings.length > 0 || change.questions);
  const ofDrafts = ' *Keep as draft* keeps the text alone: owner, readers and the like change with *Publish*.';
  return [...left, context(`What a file leaves out stays as it is.${changed.some(isSet) ? ofDrafts : ''}`)];
}

/** Whoever is on several teams says for which. */
export function chooseTeamMessage(
  importId: string,
  teams: readonly { readonly id: string; readonly name: string }[],
): Message {
  const text = 'Which team keeps these policies?';
  const buttons = teams
    .slice(0, 20)
    .map(({ id, name }) => button(name, `${ids.team}:${id.slice(0, 8)}`, { value: `${importId}:${id}` }));
  return { text, blocks: [section(text), actions(buttons)] };
}

export function importingMessage(): Message {
  return plainMessage('Importing …');
}

/** What came of it. */
export function importedMessage(report: ImportReport, mode: ImportMode): Message {
  const done = report.files.filter(({ fate }) => isDoing(fate));
  const titles = done.slice(0, MOST_LINES).map(({ wanted }) => `*${inline(wanted.title)}*`);
  const more = done.length > titles.length ? ` and ${done.length - titles.length} more` : '';
  const what = mode === 'publish' ? 'Published' : 'Kept as drafts';
  const names = titles.length > 0 ? `${what}: ${titles.join(', ')}${more}.` : 'Nothing was left to import.';
  const text = `:white_check_mark: ${names} ${countsText(report)}`;
  const opened = done.flatMap(({ policyId, wanted: { title } }) =>
    policyId === undefined ? [] : { id: policyId, title },
  );
  const stays = report.files.flatMap((planned) => leftLines(planned, [...laterText(planned), ...newerText(planned)]));
  return {
    text,
    blocks: [
      section(clipMarkup(text, 2900)),
      ...openButtons(opened),
      ...(stays.length > 0 ? [context(few(stays))] : []),
      ...problemBlocks(report),
    ],
  };
}

function leftLines({ wanted }: Planned, texts: readonly string[]): string[] {
  return texts.map((text) => `• *${inline(wanted.title)}*: ${inline(text)}`);
}

export function leftMessage(): Message {
  return plainMessage('Left as it was: nothing was imported.');
}

export function forgottenMessage(): Message {
  return plainMessage(
    ':hourglass: Nothing was imported: nobody pressed anything for a week, so the files are forgotten here. In Slack they stay; send them again when you want them.',
  );
}

export function failedMessage(why: string): Message {
  return plainMessage(`:warning: Not imported. ${inline(why)}`);
}

/** All problems, where a message shows a few of them. */
export function problemsText(report: ImportReport): string | undefined {
  const problems = problemsOf(report);
  if (problems.length <= MOST_LINES) return undefined;
  return problems.map((problem) => `${placeOf(problem)}: ${problem.message}\n`).join('');
}

export function isDoing(fate: Fate): boolean {
  return fate === 'new' || fate === 'changed' || fate === 'waiting';
}

function listed({ files }: ImportReport): KnownBlock[] {
  // Where there are many, what stays as it is is a number.
  const told = files.length > 3 ? files.filter(({ fate }) => fate !== 'same') : files;
  const lines = told.flatMap((planned) => lineOf(planned) ?? []);
  return lines.length === 0 ? [] : [section(few(lines))];
}

function lineOf(planned: Planned): string | undefined {
  const { wanted, fate, change } = planned;
  const title = `*${inline(wanted.title)}*`;
  switch (fate) {
    case 'new': {
      const count = passagesOf(wanted.markdown, wanted.title).length;
      return `• New policy: ${title}, ${count} passage${count === 1 ? '' : 's'}`;
    }
    case 'changed': {
      const before = titleBefore(planned);
      const what = before === undefined ? title : `*${inline(before)}*, which becomes ${title}`;
      return `• Changes ${what}: ${change ? inline(changeText(change)) : ''}`;
    }
    case 'waiting':
      return `• ${title} is a draft that says just this, and can be published`;
    case 'same':
      return `• ${title} is as it is here`;
    case 'archived':
      return `• ${title} is archived and left alone; restore it first`;
    default:
      return undefined;
  }
}

function problemBlocks(report: ImportReport): KnownBlock[] {
  const lines = problemsOf(report).map(
    (problem) => `:warning: ${inline(placeOf(problem))}: ${inline(problem.message)}`,
  );
  const notes = report.files.flatMap(({ wanted, fate }) => (fate === 'refused' ? [] : wanted.notes));
  const told = notes.map((note) => `${inline(placeOf(note))}: ${inline(note.message)}`);
  const others = report.leftOut.map((name) => `${inline(name)} is left out: its name does not end in .md or .txt.`);
  return [
    ...(lines.length > 0 ? [section(few(lines))] : []),
    ...(others.length > 0 ? [context(few(others))] : []),
    ...(told.length > 0 ? [context(clipMarkup(told.slice(0, 3).join('\n'), 1500))] : []),
  ];
}

function few(lines: readonly string[]): string {
  const shown = lines.slice(0, MOST_LINES).map((line) => clipMarkup(line, 400));
  const more = lines.length > shown.length ? [`… and ${lines.length - shown.length} more`] : [];
  return clipMarkup([...shown, ...more].join('\n'), 2900);
}

function plainMessage(text: string): Message {
  return { text, blocks: [section(text)] };
}
