import type { Database, Tx } from '../db/client.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';

/** What a member may be in a team. */
export type Role = 'agent' | 'lead' | 'manager' | 'director';

/** What Slack says somebody is. Only a `full` person may act; `system` is the app itself (jobs, schedules). */
export type PersonKind = 'full' | 'guest' | 'stranger' | 'bot' | 'deactivated' | 'system';

export interface Membership {
  readonly teamId: string;
  readonly role: Role;
}

/** Whoever acts, with their rights as they are now (read anew for every request and job). */
export interface Actor {
  readonly slackId: string;
  readonly kind: PersonKind;
  /** A Slack workspace admin or owner. */
  readonly isAdmin: boolean;
  readonly timeZone: string;
  readonly memberships: readonly Membership[];
}

/** The app itself, where nobody in particular acts: jobs and schedules. */
export const theApp: Actor = { slackId: 'app', kind: 'system', isAdmin: false, timeZone: 'UTC', memberships: [] };

/** Handed to every use case. */
export interface Ctx {
  readonly workspaceId: string;
  readonly actor: Actor;
  readonly db: Database;
  readonly clock: Clock;
  /** Business time at which what is being worked off came in, where that is known: work may lag behind. */
  readonly happenedAt?: Date;
  readonly log: Log;
  /** One id from what Slack sent to the last Slack call it caused. */
  readonly correlationId: string;
}

/** When the fact happened that is being recorded, which is what clocks are judged by. */
export function eventTime(ctx: Ctx): Date {
  return ctx.happenedAt ?? ctx.clock.now();
}

/** Runs `work` in one transaction that sees only the workspace of `ctx`. */
export function transaction<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
  return ctx.db.withWorkspace(ctx.workspaceId, work);
}
