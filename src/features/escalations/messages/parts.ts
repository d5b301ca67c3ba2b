import type { RichTextBlockElement, RichTextElement } from '@slack/types';
import { dayAndTime } from '../../../core/local-time.ts';
import { clip, messageLink, oneLine } from '../../../slack/mrkdwn.ts';
import { bold, bullets, moment, paragraph, quotation, webLink } from '../../../slack/rich-text.ts';
import type { CaseView } from '../case-view.ts';
import type { Case, CaseEntry } from '../tables.ts';
import { happened } from '../wording.ts';

/** What several messages about a case have in common. */

type Value = string | RichTextElement | readonly (string | RichTextElement)[];
type Line = readonly [label: string, value: Value];

/** `Customer  Acme`, a line each; lines without a value are left out. Values are shown as they are. */
export function factLines(lines: readonly (readonly [string, Value | null | undefined])[]): RichTextBlockElement {
  const known = lines.filter((line): line is Line => Boolean(line[1]));
  return paragraph(...known.flatMap(([label, value], index) => labelled(`${index > 0 ? '\n' : ''}${label}  `, value)));
}

function labelled(label: string, value: Value): readonly (string | RichTextElement)[] {
  return [bold(label), ...(Array.isArray(value) ? value : [value])];
}

/** Day and time in each reader's own zone; the fallback is in the team's. */
export function at(instant: Date, view: Pick<CaseView, 'team'>): RichTextElement {
  return moment(instant, '{date_short_pretty} {time}', dayAndTime(instant, view.team.timeZone));
}

/** The start of a long text, on one line. */
export function snippet(text: string, max = 200): string {
  return clip(oneLine(text), max);
}

/** What was written, quoted; a long text is clipped, the rest is in the case. */
export function quoted(text: string | null | undefined, max = 2000): readonly RichTextBlockElement[] {
  return text ? [quotation(clip(text, max))] : [];
}

/** A card that is higher than a screen hides the next one. */
const MOST_LINES = 8;

/** What is known of the matter, quoted below the summary: the escalated message, else what was told; nothing twice. */
export function background({ summary, sourceText, whatHappened }: Case): readonly RichTextBlockElement[] {
  const text = sourceText ?? whatHappened;
  if (text === null || saysTheSame(text, summary)) return [];
  return quoted(firstLines(text, MOST_LINES), 600);
}

function saysTheSame(text: string, summary: string): boolean {
  const [told, said] = [text, summary].map((words) =>
    oneLine(words)
      .replace(/[.!…]+$/, '')
      .toLowerCase(),
  );
  return told === said;
}

/** At most so many lines; what was cut ends with an ellipsis. */
function firstLines(text: string, most: number): string {
  const lines = text.trimEnd().split('\n');
  return lines.length > most ? `${lines.slice(0, most).join('\n')} …` : text;
}

/** The entries of a log, newest first, a line each. */
export function changeList(view: CaseView, entries: readonly CaseEntry[]): RichTextBlockElement {
  return bullets(entries.map((entry) => [at(entry.at, view), `  ${happened(view, entry)}${written(entry)}`]));
}

function written(entry: CaseEntry): string {
  return entry.text ? `: ${snippet(entry.text)}` : '';
}

/** A link to the message that was escalated, where there was one. */
export function sourceLink(view: CaseView): RichTextElement | undefined {
  const { sourceChannel, sourceTs } = view.case;
  if (sourceChannel === null || sourceTs === null) return undefined;
  return webLink(messageLink(view.domain, sourceChannel, sourceTs), 'Open it');
}
