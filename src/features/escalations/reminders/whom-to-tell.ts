import type { Role } from '../../../core/context.ts';
import type { Presence } from '../../../people/presence.ts';

/** Somebody of the team who may decide, and so may be told in place of a colleague who is away. */
export interface StandIn extends Pick<Presence, 'slackId' | 'isThere' | 'nextThere'> {
  readonly role: Role;
}

export interface Absence {
  /** Whose matter it is. */
  readonly owner: Pick<Presence, 'slackId' | 'isThere' | 'nextThere'>;
  /** Who is told as things stand. */
  readonly toldSoFar: string;
  /** Never told in the owner's place. */
  readonly notTo: readonly string[];
  readonly standIns: readonly StandIn[];
}

/** Tell that person now, or look again when somebody comes; undefined: nobody's hours are known. */
export type Telling = { readonly tell: string } | { readonly waitUntil: Date | undefined };

const order: Readonly<Record<Role, number>> = { lead: 0, manager: 1, director: 2, agent: 3 };

/**
 * Reminders follow the person: to whoever's matter it is while they are there, else to somebody of the team who is, leads
 * first and whoever was chosen before, else to the first of them who comes.
 */
export function whomToTell({ owner, toldSoFar, notTo, standIns }: Absence): Telling {
  if (owner.isThere) return { tell: owner.slackId };
  const others = standIns.filter(({ slackId }) => slackId !== owner.slackId && !notTo.includes(slackId));
  const there = others.filter(({ isThere }) => isThere).toSorted((a, b) => order[a.role] - order[b.role]);
  const chosen = there.find(({ slackId }) => slackId === toldSoFar) ?? there[0];
  if (chosen) return { tell: chosen.slackId };
  return { waitUntil: earliest([owner, ...others].map(({ nextThere }) => nextThere)) };
}

export function earliest(instants: readonly (Date | undefined)[]): Date | undefined {
  return instants.filter((instant) => instant !== undefined).toSorted((a, b) => a.getTime() - b.getTime())[0];
}
