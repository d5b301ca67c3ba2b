import { dayText } from '../library/words.ts';
import type { Team } from '../../../people/tables.ts';
import type { Span } from '../library/lifecycle.ts';
import type { PolicyRevision } from '../library/tables.ts';
import { timeOfDay } from '../../../core/local-time.ts';
import type { Deed } from './history-page.ts';

/** `10 March 2026 to 1 May 2026`, the days on which it counted; `since 10 March 2026`; `from 1 May 2027 on`. */
export function spanText({ from, until }: Span<unknown>, team: Team, now: Date): string {
  const first = dayText(from, team);
  // The last instant of it.
  const last = until && dayText(new Date(until.getTime() - 1), team);
  if (until && until <= now) return first === last ? first : `${first} to ${last}`;
  if (from > now) return last ? `planned for ${first} to ${last}` : `planned from ${first} on`;
  return last ? `since ${first}, until ${last}` : `since ${first}`;
}

/** How a revision stands, in a few words. */
export function standingText(
  revision: PolicyRevision,
  span: Span<PolicyRevision> | undefined,
  team: Team,
  now: Date,
): string {
  if (span) {
    const counts = span.until !== null && span.until <= now ? 'counted ' : 'counts ';
    return `${span.from <= now ? counts : ''}${spanText(span, team, now)}`;
  }
  const states: Record<PolicyRevision['state'], string> = {
    draft: 'is being written',
    review: 'is in review',
    dropped: 'was dropped',
    published: 'never counted: another took its place before',
  };
  return states[revision.state];
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
    'policy.handed-on': `gave it to ${to}`,
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
