import { clip } from '../../../slack/mrkdwn.ts';
import { shiftTimesText } from '../roster/shift-words.ts';
import type { ShiftChange } from '../roster/shift-change.ts';
import { isQuiet } from './merge-draft.ts';
import type { SourceFacts } from './read-row.ts';

/** A change that an import would make, as a person is shown it; null: on no roster. */
export interface NamedChange {
  readonly what: 'changed' | 'cancelled' | 'planned again' | 'new';
  readonly before: SourceFacts | null;
  readonly after: SourceFacts | null;
}

/** What is most easily overlooked comes first: new shifts were most of what the file is for. */
const order: readonly NamedChange['what'][] = ['changed', 'cancelled', 'planned again', 'new'];

/** What these changes do to the roster, by kind and then by time; those that only remember what the source says are none. */
export function namedChanges(changes: readonly ShiftChange[]): readonly NamedChange[] {
  const named = changes.filter((change) => !isQuiet(change)).map(namedChange);
  return named.toSorted(
    (one, other) => order.indexOf(one.what) - order.indexOf(other.what) || compare(startOf(one), startOf(other)),
  );
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function namedChange(change: ShiftChange): NamedChange {
  if ('add' in change) return { what: 'new', before: null, after: change.add };
  const { shift, set } = change;
  if (set.state === 'cancelled') return { what: 'cancelled', before: shift, after: null };
  const what = shift.state === 'cancelled' && set.state === 'planned' ? 'planned again' : 'changed';
  return { what, before: shift, after: { ...shift, ...set } };
}

function startOf({ before, after }: NamedChange): string {
  return (before ?? after)?.startsLocal ?? '';
}

type NameOf = (slackId: string) => string;

/** `Leo: Tue 24 Nov, 08:00–16:00 → 10:00–18:00`, `new: Ana: Fri 27 Nov, 22:00–06:00`. Not escaped. */
export function changeLine({ what, before, after }: NamedChange, nameOf: NameOf): string {
  const one = before ?? after;
  const other = after ?? before;
  if (!one || !other) return '';
  const who = arrow(holderText(one, nameOf), holderText(other, nameOf));
  const facts = [timesText(one, other), ...otherDifferences(one, other)].join('; ');
  return `${what === 'changed' ? '' : `${what}: `}${who}: ${facts}`;
}

export function holderText({ slackId }: Pick<SourceFacts, 'slackId'>, nameOf: NameOf): string {
  return slackId === null ? 'open' : nameOf(slackId);
}

function timesText(one: SourceFacts, other: SourceFacts): string {
  const [was, is] = [shiftTimesText(one), shiftTimesText(other)];
  const [day] = was.split(', ');
  return arrow(was, is.startsWith(`${day}, `) && was !== is ? is.slice(`${day}, `.length) : is);
}

const labels = {
  timeZone: 'time zone',
  startOffset: 'offset of the start',
  endOffset: 'offset of the end',
  breakMinutes: 'break',
  role: 'role',
  type: 'kind',
  activity: 'activity',
  credential: 'credential',
  site: 'site',
  comment: 'comment',
  isPublished: 'published',
  isTradable: 'may be swapped',
} as const satisfies Partial<Record<keyof SourceFacts, string>>;

/** `role chat → phone`, of everything but who and when. */
export function otherDifferences(one: SourceFacts, other: SourceFacts): readonly string[] {
  const isMoved = one.startsLocal !== other.startsLocal || one.endsLocal !== other.endsLocal;
  return Object.entries(labels).flatMap(([name, label]) => {
    const field = name as keyof typeof labels;
    // Another date has other offsets: no news.
    if (one[field] === other[field] || (isMoved && field.endsWith('Offset'))) return [];
    return [`${label} ${arrow(valueText(one[field]), valueText(other[field]))}`];
  });
}

function valueText(value: string | number | boolean | null): string {
  if (value === null || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? clip(value, SHOWN) : String(value);
}

/** Of a comment, in a line about it. */
const SHOWN = 60;

function arrow(one: string, other: string): string {
  return one === other ? one : `${one} → ${other}`;
}
