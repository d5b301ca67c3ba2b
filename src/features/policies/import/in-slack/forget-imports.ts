import { and, asc, eq, inArray, lt } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { addJob } from '../../../../jobs/add-job.ts';
import { handleTimer } from '../../../../jobs/define-job.ts';
import { enqueue } from '../../../../outbox/enqueue.ts';
import { presenceByHours } from '../../../../people/presence.ts';
import { members } from '../../../../people/tables.ts';
import { importKey } from '../ids.ts';
import { forgetImport } from '../job-kinds.ts';
import { forgottenMessage } from './messages.ts';
import { type ImportState, policyImports } from '../tables.ts';

const UNDECIDED: readonly ImportState[] = ['choosing', 'asking', 'importing'];
const UNDECIDED_DAYS = 7;
/** So long an old button says what became of it. */
const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;

/** Files of people of a team about which they did not decide for a week are forgotten when they are there; a month ends all. */
export async function tidyImports(tx: Tx, ctx: Ctx, teamId: string): Promise<void> {
  await tx.delete(policyImports).where(isOlder(ctx, KEPT_DAYS));
  const isOfTeam = and(
    eq(members.workspaceId, ctx.workspaceId),
    eq(members.teamId, teamId),
    eq(members.slackId, policyImports.by),
  );
  const old = await tx
    .selectDistinct({ id: policyImports.id, by: policyImports.by })
    .from(policyImports)
    .innerJoin(members, isOfTeam)
    .where(isUndecided(ctx))
    .orderBy(asc(policyImports.id));
  if (old.length === 0) return;
  const givers = [...new Set(old.map(({ by }) => by))];
  const presences = await presenceByHours(tx, ctx, teamId, givers);
  for (const { id, by } of old) {
    const runAt = presences.find(({ slackId }) => slackId === by)?.nextThere ?? ctx.clock.now();
    await addJob(tx, ctx, forgetImport, { importId: id }, { runAt, dedupeKey: id });
  }
}

/** Its giver is told, once; in Slack the files stay. */
export const handleForgetImport = handleTimer(forgetImport, (ctx, { importId }) =>
  transaction(ctx, async (tx) => {
    const [forgotten] = await tx
      .update(policyImports)
      .set({ state: 'left', given: '', changedAt: ctx.clock.now() })
      .where(and(isUndecided(ctx), eq(policyImports.id, importId)))
      .returning();
    if (!forgotten) return;
    const messageKey = importKey(importId);
    const message = forgottenMessage();
    await enqueue(tx, ctx, [
      { kind: 'edit', messageKey, message },
      { kind: 'post', to: forgotten.by, inThreadOf: messageKey, dedupeKey: `${messageKey}:forgotten`, message },
    ]);
  }),
);

function isUndecided(ctx: Ctx) {
  return and(isOlder(ctx, UNDECIDED_DAYS), inArray(policyImports.state, [...UNDECIDED]));
}

function isOlder(ctx: Ctx, days: number) {
  const before = new Date(ctx.clock.now().getTime() - days * DAY_MS);
  return and(eq(policyImports.workspaceId, ctx.workspaceId), lt(policyImports.changedAt, before));
}
