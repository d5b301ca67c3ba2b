import type { Ctx, Membership, Role } from '../core/context.ts';
import { UserError } from '../core/errors.ts';

/** Standings a person can have towards a thing of a team; a person may hold several at once. */
export type Standing = Role | 'raiser' | 'owner' | 'admin' | 'installer' | 'other-team';

/** Placeholder for the table: action → standings that may do it. */
export type Permission = string;

export function rolesIn(memberships: readonly Membership[], teamId: string): readonly Role[] {
  return memberships.filter((membership) => membership.teamId === teamId).map((membership) => membership.role);
}

/** First line of every use case. Throws a UserError that says who may. Denies by default. */
export function requireMay(ctx: Ctx, permission: Permission, about: { teamId?: string; raisedBy?: string; owner?: string | null }): void {
  void [ctx, permission, about];
  throw new UserError('Not allowed.');
}
