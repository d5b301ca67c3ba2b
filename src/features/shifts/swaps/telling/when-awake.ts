import { presenceByHours, type Presence } from '../../../../people/presence.ts';
import { presenceOf } from '../../presence/presence-of.ts';
import type { Ended } from './news.ts';
import type { Work } from '../work.ts';

/**
 * When these people can be reminded of something before it ends: now where they work, else when they work next; where the
 * roster has nothing for them by then, in the hours of their days. Whoever is not named sleeps through it.
 */
export async function whenAwake(
  { tx, ctx }: Work,
  teamId: string,
  slackIds: readonly string[],
  until: Date,
): Promise<ReadonlyMap<string, Date>> {
  if (slackIds.length === 0) return new Map();
  const now = ctx.clock.now();
  const awake = new Map(timesIn(await presenceOf(tx, ctx, teamId, slackIds), now, until));
  const others = slackIds.filter((slackId) => !awake.has(slackId));
  if (others.length === 0) return awake;
  return new Map([...awake, ...timesIn(await presenceByHours(tx, ctx, teamId, others), now, until)]);
}

function timesIn(presences: readonly Presence[], now: Date, until: Date): readonly (readonly [string, Date])[] {
  return presences.flatMap(({ slackId, isThere, nextThere }) => {
    const at = isThere ? now : nextThere;
    return at !== undefined && at < until ? [[slackId, at] as const] : [];
  });
}

interface About {
  readonly teamId: string;
  /** When the first shift of it starts. */
  readonly startsAt: Date;
}

/**
 * Tells people of what ended by itself, at whatever hour: now where they are awake, else at the beginning of their next hours;
 * where the shift starts before those, now as well.
 */
export async function tellWhenAwake(work: Work, { teamId, startsAt }: About, ended: readonly Ended[]): Promise<void> {
  const { ctx, news } = work;
  const people = [...new Set(ended.map(({ slackId }) => slackId))];
  const awake = await whenAwake(work, teamId, people, startsAt);
  const now = ctx.clock.now();
  for (const each of ended) {
    const at = awake.get(each.slackId);
    if (at !== undefined && at > now) news.endedLater.push({ ...each, at });
    else news.ended.push(each);
  }
}
