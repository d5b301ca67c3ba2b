import type { Role } from '../../../core/context.ts';
import type { Urgency } from '../tables.ts';
import { choose, type Candidate } from './routing.ts';

/** Who is asked next while nobody claims a case. Pure: settings, candidates and instants in, decisions out. */

export type Ask = 'on-shift-with-skill' | 'leads' | 'managers' | 'directors';

/** The chain of one urgency. */
export interface Chain {
  /** Minutes before any lead, a manager, a director is asked, each after the one before; a shorter list ends earlier. */
  readonly minutes: readonly number[];
  /** How many times it starts again from the first when all were asked. */
  readonly repeat: number;
  /** Whether it goes on outside the team's hours; else it waits for the next opening. */
  readonly outsideHours: boolean;
}

export type ChainSettings = Readonly<Record<Urgency, Chain>>;

/** What a team has that changed nothing. */
export const defaultChains: ChainSettings = {
  critical: { minutes: [5, 5, 5], repeat: 1, outsideHours: true },
  high: { minutes: [15, 15, 15], repeat: 1, outsideHours: false },
  normal: { minutes: [60, 60, 60], repeat: 0, outsideHours: false },
};

const ASKS: readonly Ask[] = ['on-shift-with-skill', 'leads', 'managers', 'directors'];

/** A turn is a step of the chain in one of its rounds; turns are counted from 0, the one of the card's own mention. */
export interface Turn {
  readonly turn: number;
  readonly ask: Ask;
  /** Minutes after the turn before it. */
  readonly afterMinutes: number;
}

export function turnsOf(chain: Chain): readonly Turn[] {
  const last = chain.minutes.at(-1) ?? 0;
  const rounds = Array.from({ length: chain.repeat + 1 }, (_, round) => round);
  const asks = ASKS.slice(0, chain.minutes.length + 1);
  return rounds.flatMap((round) =>
    asks.map((ask, step) => ({
      turn: round * asks.length + step,
      ask,
      afterMinutes: step > 0 ? (chain.minutes[step - 1] ?? 0) : waitBetweenRounds(round, last),
    })),
  );
}

function waitBetweenRounds(round: number, last: number): number {
  return round === 0 ? 0 : last;
}

/** Whom a turn asks; null for the end of the chain. */
export function askOf(chain: Chain, turn: number): Ask | null {
  return turnsOf(chain)[turn]?.ask ?? null;
}

/** Minutes to wait for a turn; for the end of the chain as long as for its last step. */
export function minutesBefore(chain: Chain, turn: number): number {
  return turnsOf(chain)[turn]?.afterMinutes ?? chain.minutes.at(-1) ?? 0;
}

/** Whether two turns belong to the same round. */
export function isSameRound(chain: Chain, one: number, other: number): boolean {
  const steps = chain.minutes.length + 1;
  return Math.floor(one / steps) === Math.floor(other / steps);
}

/** When so many minutes have passed; undefined if never. */
export type Wait = (from: Date, minutes: number) => Date | undefined;

export interface DueTurn {
  readonly turn: number;
  readonly dueAt: Date;
}

/**
 * Of a turn that is due: the last one that is due by now, as after a time in which the app was not running, and those
 * before it, which are not made up for. The end of the chain is never reached this way: first somebody is asked.
 */
export function lastDue(
  chain: Chain,
  due: DueTurn,
  now: Date,
  wait: Wait,
): { readonly current: DueTurn; readonly missed: readonly DueTurn[] } {
  const missed: DueTurn[] = [];
  let current = due;
  for (const { turn, afterMinutes } of turnsOf(chain).slice(due.turn + 1)) {
    const dueAt = wait(current.dueAt, afterMinutes);
    if (dueAt === undefined || dueAt > now) break;
    missed.push(current);
    current = { turn, dueAt };
  }
  return { current, missed };
}

/** Somebody who may be asked. */
export interface Askable extends Candidate {
  readonly role: Exclude<Role, 'agent'>;
}

export interface Chosen {
  readonly turn: number;
  readonly ask: Ask;
  readonly slackId: string;
  /** Who was asked in this round, the chosen one included. */
  readonly asked: readonly string[];
}

/**
 * The first turn from `from` on that finds somebody who is there and was not asked in its round: turns that find nobody
 * are skipped at once. A new round begins for somebody else than whoever was asked last. Undefined if none does.
 */
export function nextToAsk(
  chain: Chain,
  from: number,
  candidates: readonly Askable[],
  askedBefore: readonly string[],
): Chosen | undefined {
  let asked = askedBefore;
  for (const { turn, ask } of turnsOf(chain).slice(from)) {
    if (ask === 'on-shift-with-skill' && turn > 0) asked = askedInNewRound(candidates, asked);
    const slackId = choose(poolOf(ask, candidates).filter((candidate) => !asked.includes(candidate.slackId)));
    if (slackId !== undefined) return { turn, ask, slackId, asked: [...asked, slackId] };
  }
  return undefined;
}

/** Everybody may be asked again, unless only one person is there and was asked just now. */
function askedInNewRound(candidates: readonly Askable[], asked: readonly string[]): readonly string[] {
  const last = asked.at(-1);
  return candidates.some(({ isThere, slackId }) => isThere && slackId !== last) ? [] : asked;
}

const roleAsked: Readonly<Record<Ask, Askable['role']>> = {
  'on-shift-with-skill': 'lead',
  leads: 'lead',
  managers: 'manager',
  directors: 'director',
};

export function poolOf(ask: Ask, candidates: readonly Askable[]): readonly Askable[] {
  return candidates.filter(({ role }) => role === roleAsked[ask]);
}
