import { sql } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { isDeepStrictEqual } from 'node:util';
import type { OnArchived, OnPublished, OnSettingsChanged, OnSeveralHeld } from '../../library/policy-hooks.ts';
import { openOf } from './ask.ts';
import { followPeople } from './follow-people.ts';
import { messagesNow } from '../sending/messages-now.ts';
import { queueLook, queueLooks } from '../sending/queue-look.ts';
import { heldMessages } from '../sending/listed-messages.ts';
import { holdMustRead, holdOpenOf } from '../read-must-read.ts';

/** Another revision takes the place of the one that people had to read, once it counts. */
export const followPublished: OnPublished = async (tx, ctx, publications) => {
  const when = JSON.stringify(
    publications.map(({ policy, revision }) => ({ policy: policy.id, at: revision.effectiveAt ?? ctx.clock.now() })),
  );
  const published = sql`(select * from jsonb_to_recordset(${when}::jsonb) as row (policy uuid, at timestamptz))`;
  await queueLooks(
    tx,
    ctx,
    sql`must.policy_id in (select policy from ${published} as one)`,
    sql`(select min(at) from ${published} as one where one.policy = must.policy_id)`,
  );
  return [];
};

/** Nobody has to read what is out of use. */
export const followArchived: OnArchived = async (tx, ctx, { policy }) => {
  await queueLooks(tx, ctx, sql`must.policy_id = ${policy.id}`);
  return [];
};

/** Who may see it has changed: whoever may not any more is excused at once, and whoever may now is asked. */
export const followAudience: OnSettingsChanged = async (tx, ctx, { policy, before }) => {
  if (isDeepStrictEqual(policy.audience, before.audience)) return { messages: [], homes: [] };
  const open = await openOf(tx, ctx, policy.id);
  const held = open && (await holdMustRead(tx, ctx, open.id));
  if (!held) return { messages: [], homes: [] };
  const { concerned } = await followPeople(tx, ctx, held);
  await queueLook(tx, ctx, open.id, ctx.clock.now());
  const messages = await messagesNow(tx, ctx, [open.id], { readers: concerned, askers: true });
  return { messages, homes: concerned };
};

/** Their must-reads, the messages that list these, and what looks at them: each kind in its order, before the first is changed. */
export const holdReaders: OnSeveralHeld = async (tx, ctx, policyIds) => {
  const mustReadIds = await holdOpenOf(tx, ctx, policyIds);
  if (mustReadIds.length === 0) return;
  await heldMessages(tx, ctx, mustReadIds);
  await queueLooks(
    tx,
    ctx,
    sql`must.id in (select jsonb_array_elements_text(${JSON.stringify(mustReadIds)}::jsonb)::uuid)`,
  );
};

/** People, hours or holidays of a team have changed: whoever joined is asked, whoever left is excused. */
export function followTeam(ctx: Ctx, teamId: string): Promise<void> {
  const isOfTeam = sql`exists (
      select from unnest(must.audience) as key where key = 'everyone' or key like 'role:%' or key like ${`team:${teamId}%`})
    or exists (
      select from acknowledgements as reader
      where reader.workspace_id = must.workspace_id and reader.must_read_id = must.id and reader.team_id = ${teamId}::uuid)`;
  return transaction(ctx, (tx) => queueLooks(tx, ctx, isOfTeam));
}
