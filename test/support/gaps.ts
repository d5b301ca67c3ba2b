import { randomUUID } from 'node:crypto';
import type { Ctx } from '../../src/core/context.ts';
import { type Asked, askOwner } from '../../src/features/policies/gaps/ask-owner.ts';
import type { TestDatabase } from './database.ts';
import { CARE } from './northwind.ts';

interface LookedUp {
  readonly query?: string;
  readonly policyId?: string | null;
  readonly teamId?: string;
  readonly at?: Date;
  readonly verdict?: 'helped' | 'not-this';
  readonly slackId?: string;
}

/** A look-up as it is kept: by default one of Ana's that found nothing. */
export async function lookedUp({ sql }: TestDatabase, ctx: Ctx, given: LookedUp = {}): Promise<string> {
  const { query = 'can I bring back worn earbuds', policyId = null, teamId = CARE, verdict = null } = given;
  const id = randomUUID();
  await sql`
    insert into policy_look_ups (workspace_id, id, slack_id, team_id, place, query, at, confidence, hits, policy_id,
      verdict, verdict_policy_id)
    values (${ctx.workspaceId}, ${id}, ${given.slackId ?? ctx.actor.slackId}, ${teamId}, 'command', ${query},
      ${(given.at ?? ctx.clock.now()).toISOString()}, 0.2, 0, ${policyId}, ${verdict}, ${verdict ? policyId : null})`;
  return id;
}

/** Looks it up in vain and asks its owner. */
export async function asked(database: TestDatabase, ctx: Ctx, query?: string): Promise<Asked> {
  const lookUpId = await lookedUp(database, ctx, query === undefined ? {} : { query });
  return askOwner(ctx, { lookUpId, submission: lookUpId });
}
