import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Outgoing } from '../../../outbox/enqueue.ts';
import type { Team } from '../../../people/tables.ts';
import type { KeptPolicy } from './reading/read-policy.ts';
import type { Policy, PolicyRevision } from './tables.ts';

/** A revision that was published just now; it counts from `revision.effectiveAt`. */
export interface Publication {
  readonly policy: Policy;
  readonly team: Team;
  readonly revision: PolicyRevision;
  /** What counts until then, if anything does. */
  readonly previous?: PolicyRevision;
  /** Planned before, for a later time, and now never to count. */
  readonly replaced: readonly PolicyRevision[];
}

/**
 * What a part does when policies are published: its rows in the transaction, its messages as what it returns (they are queued
 * together, in one statement). Many come at once when a folder is imported.
 */
export type OnPublished = (tx: Tx, ctx: Ctx, publications: readonly Publication[]) => Promise<readonly Outgoing[]>;

/** Several policies are held: what is locked after them when they change, of all of them at once. */
export type OnSeveralHeld = (tx: Tx, ctx: Ctx, policyIds: readonly string[]) => Promise<void>;

/** A policy was archived: it is found and asked of nobody any more. */
export type OnArchived = (tx: Tx, ctx: Ctx, archived: KeptPolicy) => Promise<readonly Outgoing[]>;

/** Settings of a policy that is held were changed. */
export interface SettingsChange extends KeptPolicy {
  readonly before: Policy;
}

/** What of it is still to be done by whoever calls, once for all that they change: after all other rows. */
export interface Followed {
  readonly messages: readonly Outgoing[];
  /** People on whose App Home it shows. */
  readonly homes: readonly string[];
}

export type OnSettingsChanged = (tx: Tx, ctx: Ctx, change: SettingsChange) => Promise<Followed>;
