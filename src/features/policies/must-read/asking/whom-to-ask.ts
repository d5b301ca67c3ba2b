import type { Membership } from '../../../../core/context.ts';
import { keeperKeys, readerKeys } from '../../library/reading/audience.ts';

/** Somebody on a team, in one of their roles. Only people with a full account are handed in. */
export interface TeamMember extends Membership {
  readonly slackId: string;
}

export interface Wanted {
  /** Who has to read it, as audience keys. */
  readonly audience: readonly string[];
  /** Who may see the policy, and the team that keeps it. */
  readonly visibleTo: readonly string[];
  readonly keptBy: string;
  /** Knows what they ask for. */
  readonly askedBy: string;
}

/**
 * Who has to read it, and through which of their teams: whoever is in the audience, may see the policy, and does not ask
 * for it themself. Of somebody's several teams it is the one that keeps the policy, else the first by id.
 */
export function whomToAsk(members: readonly TeamMember[], wanted: Wanted): ReadonlyMap<string, string> {
  const { audience, visibleTo, keptBy, askedBy } = wanted;
  const seesIt = new Set([...visibleTo, ...keeperKeys(keptBy)]);
  const asked = new Map<string, string>();
  for (const [slackId, memberships] of byPerson(members)) {
    if (slackId === askedBy || !holdsOne(memberships, seesIt)) continue;
    const teams = memberships.filter((one) => holdsOne([one], new Set(audience))).map(({ teamId }) => teamId);
    const [first] = teams.toSorted();
    if (first !== undefined) asked.set(slackId, teams.includes(keptBy) ? keptBy : first);
  }
  return asked;
}

function byPerson(members: readonly TeamMember[]): ReadonlyMap<string, readonly Membership[]> {
  const people = new Map<string, Membership[]>();
  for (const { slackId, teamId, role } of members) {
    const own = people.get(slackId) ?? [];
    people.set(slackId, [...own, { teamId, role }]);
  }
  return people;
}

function holdsOne(memberships: readonly Membership[], keys: ReadonlySet<string>): boolean {
  return readerKeys({ kind: 'full', memberships }).some((key) => keys.has(key));
}

/** What is known of somebody who was asked. */
export interface Asked {
  readonly slackId: string;
  readonly teamId: string;
  readonly acknowledgedAt: Date | null;
  readonly excusedAt: Date | null;
}

export interface ReaderChanges {
  /** Asked for the first time. */
  readonly join: readonly { readonly slackId: string; readonly teamId: string }[];
  /** They had left without having read it: asked anew. */
  readonly again: readonly { readonly slackId: string; readonly teamId: string }[];
  /** They had read it before they left, or count in another team now: nobody is told. */
  readonly count: readonly { readonly slackId: string; readonly teamId: string }[];
  /** They left the audience, the team, or the workspace. */
  readonly excuse: readonly string[];
}

/** From who was asked so far to who has to read it now. */
export function readerChanges(asked: readonly Asked[], wanted: ReadonlyMap<string, string>): ReaderChanges {
  const known = new Map(asked.map((one) => [one.slackId, one]));
  const now = [...wanted].map(([slackId, teamId]) => ({ slackId, teamId, before: known.get(slackId) }));
  const isBack = (before: Asked): boolean => before.excusedAt !== null && before.acknowledgedAt === null;
  const plain = ({ slackId, teamId }: (typeof now)[number]) => ({ slackId, teamId });
  return {
    join: now.filter(({ before }) => !before).map(plain),
    again: now.filter(({ before }) => before && isBack(before)).map(plain),
    count: now
      .filter(({ before, teamId }) => {
        return before && !isBack(before) && (before.excusedAt !== null || before.teamId !== teamId);
      })
      .map(plain),
    excuse: asked
      .filter(({ slackId, excusedAt }) => excusedAt === null && !wanted.has(slackId))
      .map((one) => one.slackId),
  };
}
