import { sql } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { addJob } from '../../../jobs/add-job.ts';
import { handleTimer } from '../../../jobs/define-job.ts';
import { enqueue, type Message } from '../../../outbox/enqueue.ts';
import { managersToAsk } from '../../../people/managers-to-ask.ts';
import { presenceByHours } from '../../../people/presence.ts';
import { peopleByIds, teamById } from '../../../people/queries.ts';
import type { Team } from '../../../people/tables.ts';
import { isUnanswered } from './reviews/due-rules.ts';
import { forgetWhoIsBack, goneOwners } from './owners/gone-owners.ts';
import { tellManager } from './job-kinds.ts';
import { goneOwnersMessage, unansweredMessage } from './manager-messages.ts';
import { candidates } from './reviews/read-due.ts';
import { policyCare } from './tables.ts';

type About = 'unanswered' | 'gone';

/** When owners have left a team, its managers hear once what they left behind. */
export async function seeWhoIsGone(tx: Tx, ctx: Ctx, teamId: string): Promise<void> {
  await forgetWhoIsBack(tx, ctx, teamId);
  const gone = await goneOwners(tx, ctx, teamId);
  const fresh = gone.flatMap(({ slackId, policies }) =>
    policies
      .filter(({ isTold }) => !isTold)
      .map(({ id }) => ({ workspaceId: ctx.workspaceId, policyId: id, goneOwner: slackId })),
  );
  if (fresh.length === 0) return;
  await tx
    .insert(policyCare)
    .values(fresh)
    .onConflictDoUpdate({
      target: [policyCare.workspaceId, policyCare.policyId],
      set: { goneOwner: sql.raw('excluded.gone_owner') },
    });
  await queue(tx, ctx, { teamId, about: 'gone', hearers: await managersToAsk(tx, ctx, teamId) });
}

/** Once a week the team's managers hear of reviews that their owners were reminded of in vain; each is news once. */
export async function tellOfUnanswered(tx: Tx, ctx: Ctx, teamId: string): Promise<void> {
  if (!(await teamById(tx, ctx, teamId))) return;
  const now = ctx.clock.now();
  const all = (await candidates(tx, ctx, { teamId })).filter((due) => isUnanswered(due, now));
  const fresh = all.filter(({ said }) => said?.managersToldAt === null).map(({ policy }) => policy);
  if (fresh.length === 0) return;
  const ids = JSON.stringify(fresh.map(({ id }) => id));
  await tx
    .update(policyCare)
    .set({ managersToldAt: now })
    .where(
      sql`${policyCare.workspaceId} = ${ctx.workspaceId}
        and ${policyCare.policyId} in (select value::uuid from jsonb_array_elements_text(${ids}::jsonb))`,
    );
  const whoHears = await hearersByOwner(tx, ctx, teamId);
  const hearers = [...new Set(fresh.flatMap(({ owner }) => whoHears(owner)))];
  await queue(tx, ctx, { teamId, about: 'unanswered', hearers });
}

/** The team's managers but the owner; its directors, where the owner is the only manager. */
async function hearersByOwner(tx: Tx, ctx: Ctx, teamId: string): Promise<(owner: string) => readonly string[]> {
  const managers = await managersToAsk(tx, ctx, teamId);
  const [only, ...more] = managers;
  const above = only !== undefined && more.length === 0 ? await managersToAsk(tx, ctx, teamId, { but: only }) : [];
  return (owner) => (owner === only && more.length === 0 ? above : managers.filter((slackId) => slackId !== owner));
}

interface Told {
  readonly teamId: string;
  readonly about: About;
  readonly hearers: readonly string[];
}

/** In the working hours of each. */
async function queue(tx: Tx, ctx: Ctx, { teamId, about, hearers }: Told): Promise<void> {
  for (const { slackId: manager, nextThere } of await presenceByHours(tx, ctx, teamId, hearers)) {
    const runAt = nextThere ?? ctx.clock.now();
    await addJob(
      tx,
      ctx,
      tellManager,
      { teamId, manager, about },
      { runAt, dedupeKey: `${teamId}:${manager}:${about}` },
    );
  }
}

/** One message, of how it is by then; none if there is nothing left to tell. */
export const handleTellManager = handleTimer(tellManager, (ctx, { teamId, manager, about }) =>
  transaction(ctx, async (tx) => {
    const team = await teamById(tx, ctx, teamId);
    if (!team) return;
    const message =
      about === 'gone' ? await ofGone(tx, ctx, team, manager) : await ofUnanswered(tx, ctx, team, manager);
    if (!message) return;
    const messageKey = managerKey(about, teamId, manager);
    const dedupeKey = `${messageKey}:${ctx.clock.now().toISOString()}`;
    await enqueue(tx, ctx, [{ kind: 'post', to: manager, dedupeKey, messageKey, message }]);
  }),
);

/** The last message that told a manager of it. */
export function managerKey(about: About, teamId: string, manager: string): string {
  return `policies-${about}:${teamId}:${manager}`;
}

async function ofGone(tx: Tx, ctx: Ctx, team: Team, manager: string): Promise<Message | undefined> {
  if (!(await managersToAsk(tx, ctx, team.id)).includes(manager)) return undefined;
  const gone = await goneOwners(tx, ctx, team.id);
  return gone.length === 0 ? undefined : goneOwnersMessage(team, gone);
}

async function ofUnanswered(tx: Tx, ctx: Ctx, team: Team, manager: string): Promise<Message | undefined> {
  const now = ctx.clock.now();
  const all = (await candidates(tx, ctx, { teamId: team.id })).filter((due) => isUnanswered(due, now));
  const whoHears = await hearersByOwner(tx, ctx, team.id);
  const others = all.filter(({ policy }) => whoHears(policy.owner).includes(manager));
  if (others.length === 0) return undefined;
  const people = await peopleByIds(tx, ctx, [...new Set(others.map(({ policy }) => policy.owner))]);
  return unansweredMessage(team, others, new Map([...people].map(([id, { name }]) => [id, name])));
}
