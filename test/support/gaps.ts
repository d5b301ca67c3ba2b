import { randomUUID } from 'node:crypto';
import { type Ctx, transaction } from '../../src/core/context.ts';
import { type Asked, askOwner } from '../../src/features/policies/gaps/asking/ask-owner.ts';
import { readerKeys } from '../../src/features/policies/library/reading/audience.ts';
import { COLLECTION } from '../../src/features/policies/library/index-policy.ts';
import type { LookUpPlace } from '../../src/features/policies/look-up/tables.ts';
import { search } from '../../src/search/index.ts';
import type { TestDatabase } from './database.ts';
import { CARE } from './northwind.ts';

interface LookedUp {
  readonly query?: string;
  readonly policyId?: string | null;
  readonly teamId?: string;
  readonly at?: Date;
  readonly verdict?: 'helped' | 'not-this';
  readonly slackId?: string;
  readonly place?: LookUpPlace;
}

/** A look-up as it is kept: by default one of Ana's that found nothing. */
export async function lookedUp({ sql }: TestDatabase, ctx: Ctx, given: LookedUp = {}): Promise<string> {
  const { query = QUESTION, policyId = null, teamId = CARE, verdict = null, place = 'command' } = given;
  const id = randomUUID();
  await sql`
    insert into policy_look_ups (workspace_id, id, slack_id, team_id, place, query, at, confidence, hits, policy_id,
      verdict, verdict_policy_id)
    values (${ctx.workspaceId}, ${id}, ${given.slackId ?? ctx.actor.slackId}, ${teamId}, ${place}, ${query},
      ${(given.at ?? ctx.clock.now()).toISOString()}, 0.2, 0, ${policyId}, ${verdict}, ${verdict ? policyId : null})`;
  return id;
}

/** Looks it up in vain and asks its owner. */
export async function asked(database: TestDatabase, ctx: Ctx, query?: string): Promise<Asked> {
  const lookUpId = await lookedUp(database, ctx, query === undefined ? {} : { query });
  return askOwner(ctx, { lookUpId });
}

/** What `asked` asks where it is given nothing. */
export const QUESTION = 'can I bring back worn earbuds';

export interface Queued {
  readonly kind: string;
  readonly to: string;
  readonly text: string;
}

/** All messages, in the order of their channels. */
export async function queued({ sql }: TestDatabase): Promise<readonly Queued[]> {
  const rows = await sql<{ kind: string; channel: string; payload: { message: { text: string } } }[]>`
    select kind, channel, payload from outbox_messages order by queued_at, channel, sequence`;
  return rows.map(({ kind, channel, payload }) => ({ kind, to: channel, text: payload.message.text }));
}

/** Those that are new, not edits. */
export async function posts(database: TestDatabase): Promise<readonly Queued[]> {
  return (await queued(database)).filter(({ kind }) => kind === 'post');
}

/** What came of it, or the words of the refusal. */
export async function refusalOf<T>(work: Promise<T>): Promise<T | string> {
  return work.catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
}

/** What a search finds first, and whether it is sure. */
export async function firstHit(ctx: Ctx, query = QUESTION) {
  const audience = readerKeys(ctx.actor);
  const wanted = { collection: COLLECTION, query, audience, at: ctx.clock.now(), limit: 1 };
  const found = await transaction(ctx, (tx) => search(tx, ctx, wanted));
  return { policyId: found.hits[0]?.documentId, answered: found.answered };
}

export async function passageOf({ sql }: TestDatabase, policyId: string, heading: string): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    select p.id from policy_passages p join policy_revisions r on r.id = p.revision_id
    where r.policy_id = ${policyId} and p.heading like ${`%${heading}`}`;
  return row?.id ?? '';
}
