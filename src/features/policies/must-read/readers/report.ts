import type { Actor } from '../../../../core/context.ts';
import { may } from '../../../../people/permissions.ts';
import { type Count, countByTeam, total } from './counts.ts';

/** What is known of somebody who has to read it. */
export interface Reported {
  readonly name: string;
  readonly teamId: string;
  readonly acknowledgedAt: Date | null;
  readonly excusedAt: Date | null;
}

export interface TeamReport {
  readonly teamId: string;
  readonly name: string;
  readonly count: Count;
  /** Names of those who have not read it; undefined for whoever does not decide in that team. */
  readonly missing: readonly string[] | undefined;
}

export interface Report {
  readonly total: Count;
  /** By name. */
  readonly teams: readonly TeamReport[];
}

/** How it stands, as somebody may know it: the counts of every team, and the names of those whose team they lead. */
export function reportFor(actor: Actor, readers: readonly Reported[], teamNames: ReadonlyMap<string, string>): Report {
  const counts = countByTeam(readers);
  const teams = [...counts].map(([teamId, count]) => ({
    teamId,
    name: teamNames.get(teamId) ?? 'A team that is gone',
    count,
    missing: may(actor, 'policy.see-readers', { teamId }) ? missingOf(readers, teamId) : undefined,
  }));
  return {
    total: total(counts.values()),
    teams: teams.toSorted((a, b) => a.name.localeCompare(b.name)),
  };
}

function missingOf(readers: readonly Reported[], teamId: string): readonly string[] {
  return readers
    .filter((one) => one.teamId === teamId && one.acknowledgedAt === null && one.excusedAt === null)
    .map(({ name }) => name);
}
