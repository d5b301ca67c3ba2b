import type { FileProblem } from '../files/given-files.ts';
import { countsOf, type ImportReport, problemsOf } from './report.ts';
import type { Change, Fate, Planned } from './plan.ts';

/** A report as plain lines: each file that is not as it was, what is refused and why, what has no file any more. */
export function reportLines(report: ImportReport): readonly string[] {
  return [
    ...report.files.flatMap((planned) => fileLine(planned)),
    ...problemsOf(report).map((problem) => `refused  ${atLine(problem)}  ${problem.message}`),
    ...report.files.flatMap(({ wanted, fate }) =>
      fate === 'refused' ? [] : wanted.notes.map((note) => `note     ${atLine(note)}  ${note.message}`),
    ),
    ...report.files.flatMap((planned) => laterText(planned).map((text) => `later    ${planned.wanted.path}  ${text}`)),
    ...report.files.flatMap((planned) => newerText(planned).map((text) => `newer    ${planned.wanted.path}  ${text}`)),
    ...report.gone.map(({ source, title }) => `gone     ${source}  ${title} has no file any more`),
  ];
}

/** As editors open it: `refunds.md:3`. */
function atLine({ path, line }: FileProblem): string {
  return line === undefined ? path : `${path}:${line}`;
}

/** `3 new, 1 changed, 272 as they were.` */
export function summaryLine(report: Pick<ImportReport, 'files' | 'unread'>): string {
  const counts = countsOf(report);
  const parts = [
    `${counts.new} new`,
    `${counts.changed + counts.waiting} changed`,
    `${counts.same} as they were`,
    ...(counts.archived > 0 ? [`${counts.archived} archived before and left alone`] : []),
    ...(counts.refused > 0 ? [`${counts.refused} refused`] : []),
  ];
  return `${parts.join(', ')}.`;
}

/** The same for a message, which says nothing of what is none: `1 new, 2 as before.` */
export function countsText(report: Pick<ImportReport, 'files' | 'unread'>): string {
  const counts = countsOf(report);
  const parts: readonly (readonly [number, string])[] = [
    [counts.new, 'new'],
    [counts.changed + counts.waiting, 'changed'],
    [counts.same, 'as before'],
    [counts.archived, 'archived before and left alone'],
    [counts.refused, 'refused'],
  ];
  const said = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return `${said.join(', ') || 'nothing'}.`;
}

const SHOWN: Readonly<Partial<Record<Fate, string>>> = {
  new: 'new    ',
  changed: 'changed',
  waiting: 'changed',
  archived: 'archived',
};

function fileLine(planned: Planned): string[] {
  const { wanted, fate, change } = planned;
  const from = movedFrom(planned);
  const word = SHOWN[fate] ?? (from === undefined ? undefined : 'moved  ');
  if (word === undefined) return [];
  const what = change && fate !== 'same' ? `  ${changeText(change)}` : '';
  const before = titleBefore(planned);
  const title = before === undefined ? wanted.title : `${before} → ${wanted.title}`;
  return [`${word}  ${wanted.path}  ${title}${from === undefined ? '' : `, from ${from}`}${what}`];
}

/** The path of the file that said it last, if this one stands elsewhere. */
function movedFrom({ wanted, fate, existing }: Planned): string | undefined {
  const before = existing?.policy.source ?? wanted.path;
  return fate === 'refused' || before === wanted.path ? undefined : before;
}

/** The title under which people know it, if the file gives it another one. */
export function titleBefore({ wanted, existing }: Planned): string | undefined {
  const before = existing?.published?.title;
  return before === wanted.title ? undefined : before;
}

/** `+32 −5 words; owner, keywords` */
export function changeText({ isText, wordsAdded, wordsRemoved, settings, questions }: Change): string {
  const others = [...settings, ...(questions ? ['questions'] : [])];
  const isWords = wordsAdded + wordsRemoved > 0;
  const words = isWords ? `+${wordsAdded} −${wordsRemoved} words` : 'title, dates or mark-up';
  return [...(isText ? [words] : []), ...(others.length > 0 ? [others.join(', ')] : [])].join('; ');
}

/** What a draft has left as it is: `owner, keywords change with Publish only`; none where it has left nothing. */
export function laterText({ fate, change }: Planned): readonly string[] {
  if (fate === 'refused' || !change || change.later.length === 0) return [];
  return [`${change.later.join(', ')}: as before; this changes with Publish only`];
}

/** What was changed here since the file was taken away, and stays: `keywords: changed here since …`. */
export function newerText({ fate, change }: Planned): readonly string[] {
  if (fate === 'refused' || !change || change.newer.length === 0) return [];
  return [`${change.newer.join(', ')}: changed here since this file was taken away, left as now. ${TAKE_OUT}`];
}

const TAKE_OUT = 'To replace that, export it again, or take out the line policy_settings.';
