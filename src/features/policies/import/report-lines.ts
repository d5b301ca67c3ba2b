import { countsOf, type ImportReport, problemsOf } from './report.ts';
import type { Change, Fate, Planned } from './plan.ts';

/** A report as plain lines: each file that is not as it was, what is refused and why, what has no file any more. */
export function reportLines(report: ImportReport): readonly string[] {
  return [
    ...report.files.flatMap((planned) => fileLine(planned)),
    ...problemsOf(report).map(({ path, line, message }) => `refused  ${path}:${line}  ${message}`),
    ...report.files.flatMap(({ wanted, fate }) =>
      fate === 'refused' ? [] : wanted.notes.map(({ path, line, message }) => `note     ${path}:${line}  ${message}`),
    ),
    ...report.files.flatMap((planned) => laterText(planned).map((text) => `later    ${planned.wanted.path}  ${text}`)),
    ...report.files.flatMap((planned) => newerText(planned).map((text) => `newer    ${planned.wanted.path}  ${text}`)),
    ...report.gone.map(({ source, title }) => `gone     ${source}  ${title} has no file any more`),
  ];
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

function fileLine({ wanted, fate, change, existing }: Planned): string[] {
  const word = SHOWN[fate];
  if (word === undefined) return [];
  const what = change ? `  ${changeText(change)}` : '';
  const before = existing?.published?.title ?? wanted.title;
  const title = before === wanted.title ? wanted.title : `${before} → ${wanted.title}`;
  return [`${word}  ${wanted.path}  ${title}${what}`];
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
