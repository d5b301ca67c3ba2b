import type { Role } from '../../../core/context.ts';
import { localDate } from '../../../core/local-time.ts';
import type { Team } from '../../../people/tables.ts';
import { audienceOf } from './reading/audience.ts';
import { spansOf } from './lifecycle.ts';
import type { Policy, PolicyRevision } from './tables.ts';

/** `10 March 2026`, of a local date. */
export function dateText(date: string): string {
  return DATE.format(new Date(`${date}T00:00:00Z`));
}

const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** The same of an instant, where the team is. */
export function dayText(at: Date, { timeZone }: Pick<Team, 'timeZone'>): string {
  return dateText(localDate(at, timeZone));
}

/** `, which counts from 25 November 2026`, of a revision that is planned; nothing of one that counts. */
export function countsFromText({ effectiveAt }: Pick<PolicyRevision, 'effectiveAt'>, team: Team, now: Date): string {
  return effectiveAt && effectiveAt > now ? `, which counts from ${dayText(effectiveAt, team)}` : '';
}

type Revision = Pick<PolicyRevision, 'number' | 'state' | 'effectiveAt' | 'expiresAt' | 'effectiveFrom' | 'expiresOn'>;

/** How a policy stands at that time, in a few words: `In force since 10 March 2026`. */
export function statusText(
  { archivedAt }: Pick<Policy, 'archivedAt'>,
  revisions: readonly Revision[],
  at: Date,
): string {
  if (archivedAt) return 'Archived';
  const spans = spansOf(revisions);
  const counts = spans.find(({ from, until }) => from <= at && (until === null || until > at));
  const next = spans.find(({ from }) => from > at);
  if (counts) return inForceText(counts.revision, next?.revision);
  if (next) return `Published, counts ${plannedText(next.revision)}`;
  const ended = spans.at(-1)?.revision.expiresOn;
  if (ended) return `Ended on ${dateText(ended)}`;
  return revisions.some(({ state }) => state === 'review') ? 'In review' : 'Draft';
}

function inForceText({ effectiveFrom, expiresOn }: Revision, next: Revision | undefined): string {
  const since = `In force since ${dateText(effectiveFrom ?? '')}`;
  if (next) return `${since}, a change counts ${plannedText(next)}`;
  return expiresOn === null ? since : `${since}, until ${dateText(expiresOn)}`;
}

/** `from 1 December 2026 until 10 December 2026` */
function plannedText({ effectiveFrom, expiresOn }: Revision): string {
  const until = expiresOn === null ? '' : ` until ${dateText(expiresOn)}`;
  return `from ${dateText(effectiveFrom ?? '')}${until}`;
}

const ROLES: Record<Role, string> = { agent: 'agents', lead: 'leads', manager: 'managers', director: 'directors' };

/** `Everybody` · `Northwind Care` · `Leads and managers of Northwind Care` */
export function audienceText(keys: readonly string[], teamNames: ReadonlyMap<string, string>): string {
  const { teams, roles } = audienceOf(keys);
  const who = roles === null ? undefined : listed(roles.map((role) => ROLES[role]));
  const where = teams === null ? undefined : listed(teams.map((id) => teamNames.get(id) ?? 'a team that is gone'));
  if (who === undefined) return where ?? 'Everybody';
  return `${who.charAt(0).toUpperCase()}${who.slice(1)} of ${where ?? 'every team'}`;
}

/** `Products: headphones · Channels: chat`; undefined for what is about everything. */
export function scopeText({
  section,
  products,
  channels,
  regions,
}: Pick<Policy, 'section' | 'products' | 'channels' | 'regions'>): string | undefined {
  const parts = [section ?? '', products.join(', '), channels.join(', '), regions.join(', ')].filter(
    (part) => part !== '',
  );
  return parts.length === 0 ? undefined : parts.join(' · ');
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
