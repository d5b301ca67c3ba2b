import type { Actor } from '../../../../core/context.ts';
import { lastDayOf } from '../last-day.ts';
import { may } from '../../../../people/permissions.ts';
import { type AsOf, type Count, type Counted, countByTeam, isNewcomer, total } from './counts.ts';

/** What is known of somebody who has to read it. */
export interface Reported extends Counted {
  readonly name: string;
  /** In which their deadline is said to them. */
  readonly timeZone: string;
}

/** Those who joined after it was asked and still have time: not counted so far. */
export interface Later {
  readonly count: number;
  /** The last of their deadlines, as a local date: the day that whoever has it is told. */
  readonly lastDay: string;
}

export interface TeamReport {
  readonly teamId: string;
  readonly name: string;
  readonly count: Count;
  /** Names of those who have not read it; undefined for whoever does not decide in that team. */
  readonly missing: readonly string[] | undefined;
  /** Names of those who joined later, likewise. */
  readonly later: readonly string[] | undefined;
}

export interface Report {
  readonly total: Count;
  readonly later: Later | undefined;
  /** By name. */
  readonly teams: readonly TeamReport[];
}

/** How it stands, as somebody may know it: the counts of every team, and the names of those whose team they lead. */
export function reportFor(
  actor: Actor,
  readers: readonly Reported[],
  teamNames: ReadonlyMap<string, string>,
  when: AsOf,
): Report {
  const counts = countByTeam(readers, when);
  const unread = readers.filter((one) => one.acknowledgedAt === null && one.excusedAt === null);
  const newcomers = unread.filter((one) => isNewcomer(one, when));
  const missing = unread.filter((one) => !newcomers.includes(one));
  const teams = [...counts].map(([teamId, count]) => {
    const isOwn = may(actor, 'policy.see-readers', { teamId });
    const namesIn = (of: readonly Reported[]) => (isOwn ? namesOf(of, teamId) : undefined);
    const name = teamNames.get(teamId) ?? 'A team that is gone';
    return { teamId, name, count, missing: namesIn(missing), later: namesIn(newcomers) };
  });
  return {
    total: total(counts.values()),
    later: laterOf(newcomers),
    teams: teams.toSorted((a, b) => a.name.localeCompare(b.name)),
  };
}

function namesOf(readers: readonly Reported[], teamId: string): readonly string[] {
  return readers.filter((one) => one.teamId === teamId).map(({ name }) => name);
}

function laterOf(newcomers: readonly Reported[]): Later | undefined {
  if (newcomers.length === 0) return undefined;
  const days = newcomers.map(({ dueAt, timeZone }) => lastDayOf(dueAt, timeZone)).toSorted();
  return { count: newcomers.length, lastDay: days.at(-1) ?? '' };
}
