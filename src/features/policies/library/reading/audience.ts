import type { Actor, Role } from '../../../../core/context.ts';

/** Who may see a policy: everybody on any team; these teams, these roles in any team, or these roles in these teams. */
export interface Audience {
  /** Ids; null: every team. */
  readonly teams: readonly string[] | null;
  /** null: every role. */
  readonly roles: readonly Role[] | null;
}

/** As it is stored, one key for each way in: `everyone`, `role:lead`, `team:<id>`, `team:<id>:lead`. */
export function audienceKeys({ teams, roles }: Audience): readonly string[] {
  if (teams === null) return roles === null ? ['everyone'] : roles.map((role) => `role:${role}`);
  return teams.flatMap((team) => (roles === null ? [`team:${team}`] : roles.map((role) => `team:${team}:${role}`)));
}

/** The keys somebody holds: whoever holds one of a policy's may see it. Nobody without a full account and a team holds any. */
export function readerKeys({ kind, memberships }: Pick<Actor, 'kind' | 'memberships'>): readonly string[] {
  if (kind !== 'full' || memberships.length === 0) return [];
  const held = memberships.flatMap(({ teamId, role }) => [`role:${role}`, `team:${teamId}`, `team:${teamId}:${role}`]);
  return [...new Set(['everyone', ...held])];
}

/** Whoever writes a team's policies finds them all, whoever else they are for. */
export function keeperKeys(teamId: string): readonly string[] {
  return keepers.map((role) => `team:${teamId}:${role}`);
}

const keepers: readonly Role[] = ['lead', 'manager', 'director'];

/** What `audienceKeys` wrote, read back. */
export function audienceOf(keys: readonly string[]): Audience {
  if (keys.includes('everyone')) return { teams: null, roles: null };
  const parts = keys.map((key) => key.split(':'));
  const teams = [...new Set(parts.flatMap(([kind, id]) => (kind === 'team' && id ? [id] : [])))];
  // Safe: only audienceKeys writes them.
  const roles = [...new Set(parts.flatMap(([kind, id, role]) => (kind === 'role' ? [id] : [role])))].filter(
    (role) => role !== undefined,
  ) as Role[];
  return { teams: teams.length === 0 ? null : teams, roles: roles.length === 0 ? null : roles };
}
