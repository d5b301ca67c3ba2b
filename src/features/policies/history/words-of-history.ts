import { dayText } from '../library/words.ts';
import type { Team } from '../../../people/tables.ts';
import type { Span } from '../library/lifecycle.ts';
import type { PolicyRevision } from '../library/tables.ts';
import { localDate, timeOfDay } from '../../../core/local-time.ts';
import type { Deed } from './history-page.ts';

export interface Standing {
  readonly span: Span<PolicyRevision> | undefined;
  /** Number of the revision that took its place before it counted. */
  readonly replacedBy: number | undefined;
  /** The policy is in the archive: what was planned does not count. */
  readonly isArchived: boolean;
}

/** Where one policy is, and what of its days a reader has to be told more of. */
export interface Days {
  readonly team: Team;
  readonly now: Date;
  /** Local days on which several revisions began: there the time is said too. */
  readonly busy: ReadonlySet<string>;
}

export function busyDays(spans: readonly Span<unknown>[], { timeZone }: Team): ReadonlySet<string> {
  const days = spans.map(({ from }) => localDate(from, timeZone));
  return new Set(days.filter((day, at) => days.indexOf(day) !== at));
}

/** `10 March 2026 to 1 May 2026`, the days on which it counted; `since 10 March 2026`; `from 1 May 2027 on`. */
export function spanText({ from, until }: Span<unknown>, days: Days): string {
  const { now } = days;
  const first = momentText(from, days);
  const last = until && endText(from, until, days);
  if (until && until <= now) return first === last ? first : `${first} to ${last}`;
  if (from > now) return last ? `planned for ${first} to ${last}` : `planned from ${first} on`;
  return last ? `since ${first}, until ${last}` : `since ${first}`;
}

function momentText(at: Date, { team, busy }: Days): string {
  const time = busy.has(localDate(at, team.timeZone)) ? `, ${timeOfDay(at, team.timeZone)}` : '';
  return `${dayText(at, team)}${time}`;
}

/** Its last day; on a busy one the time at which the next began. */
function endText(from: Date, until: Date, days: Days): string {
  const { timeZone } = days.team;
  const last = new Date(until.getTime() - 1);
  if (!days.busy.has(localDate(last, timeZone))) return dayText(last, days.team);
  const isSameDay = localDate(from, timeZone) === localDate(last, timeZone);
  return isSameDay ? timeOfDay(until, timeZone) : `${dayText(last, days.team)}, ${timeOfDay(until, timeZone)}`;
}

/** How a revision stands, in a few words. */
export function standingText(revision: PolicyRevision, standing: Standing, days: Days): string {
  const { span, replacedBy, isArchived } = standing;
  if (span) {
    const counts = span.until !== null && span.until <= days.now ? 'counted ' : 'counts ';
    return `${span.from <= days.now ? counts : ''}${spanText(span, days)}`;
  }
  if (replacedBy !== undefined) return `was replaced by revision ${replacedBy} before it counted`;
  const states: Record<PolicyRevision['state'], string> = {
    draft: 'is being written',
    review: 'is in review',
    dropped: 'was dropped',
    published: `never counted: ${isArchived ? 'the policy was archived' : 'another took its place'} before`,
  };
  return states[revision.state];
}

/** `by Leo, published by Maya` */
export function writersText(
  { author, savedBy, publishedBy }: PolicyRevision,
  names: ReadonlyMap<string, string>,
): string {
  const name = (id: string): string => names.get(id) ?? 'somebody who has left';
  const by = [...new Set([author, savedBy])];
  const isOther = publishedBy !== null && !(by.length === 1 && by.includes(publishedBy));
  return `by ${by.map(name).join(' and ')}${isOther ? `, published by ${name(publishedBy)}` : ''}`;
}

/** One line of who did what: `10 March 2026, 14:05: Maya published revision 2.` */
export function deedText({ action, at, by, detail }: Deed, names: ReadonlyMap<string, string>, team: Team): string {
  const who = by === 'app' ? 'Floorwalker' : (names.get(by) ?? 'Somebody who has left');
  return `${dayText(at, team)}, ${timeOfDay(at, team.timeZone)}: ${who} ${deedWords(action, detail, names)}.`;
}

function deedWords(action: string, detail: Deed['detail'], names: ReadonlyMap<string, string>): string {
  const number = typeof detail['revision'] === 'number' ? ` revision ${detail['revision']}` : ' a change';
  const to = names.get(String(detail['to'])) ?? 'somebody else';
  const texts: Readonly<Record<string, string>> = {
    'policy.published': `published${number}`,
    'policy.verified': 'said that it is still true',
    'policy.given': `gave it to ${to}`,
    'policy.archived': 'archived it',
    'policy.restored': 'restored it',
    'policy.drafted': `began${number}`,
    'policy.saved': `saved${number}`,
    'policy.sent-for-review': `sent${number} for review`,
    'policy.sent-back': `sent${number} back`,
    'policy.draft-dropped': `dropped${number}`,
    'policy.settings-changed': `changed ${settingsChanged(detail)}`,
    'policy.questions-changed': 'changed the questions it answers',
  };
  return texts[action] ?? 'changed it';
}

const SETTINGS: Readonly<Record<string, string>> = {
  owner: 'its owner',
  audience: 'who may read it',
  reviewDays: 'how often it is reviewed',
  section: 'what it is about',
  products: 'its products',
  channels: 'its channels',
  regions: 'its regions',
  keywords: 'its keywords',
  language: 'its language',
};

function settingsChanged({ after }: Deed['detail']): string {
  const keys = typeof after === 'object' && after !== null ? Object.keys(after) : [];
  const words = [...new Set(keys.map((key) => SETTINGS[key] ?? 'its settings'))];
  if (words.length === 0) return 'its settings';
  return words.length === 1 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
