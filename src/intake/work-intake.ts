import { and, eq, isNull, sql } from 'drizzle-orm';
import { type Ctx, transaction } from '../core/context.ts';
import { UserError } from '../core/errors.ts';
import type { Tx } from '../db/client.ts';
import { handleJob, type JobHandler } from '../jobs/define-job.ts';
import { isHopeless } from '../jobs/hopeless.ts';
import { enqueue, type Message } from '../outbox/enqueue.ts';
import { actorOf, type ActorFor } from '../slack/desk.ts';
import type { Durable } from '../slack/incoming.ts';
import type { Outcome } from '../slack/listener.ts';
import { plainAnswer, wordsFor } from '../slack/trouble.ts';
import { withinTransaction } from './one-transaction.ts';
import { stagesOf, type Handlers, type Stages, type Stored } from './perform.ts';
import { intake } from './tables.ts';
import { refusedForm } from './typed-text.ts';
import { workIntake } from './work-kind.ts';

/**
 * Works off what was stored, exactly once: what the handler writes, its answer to the person and the note that it is done
 * are one transaction. Slack is asked before it, and shown how it ended after it, as what waits for Slack would hold the
 * connection. What the handler refuses is told to the person; anything else is tried again, and told at the end.
 */
export function createIntakeWork(deps: Handlers & { readonly actorFor: ActorFor }): JobHandler {
  return handleJob(workIntake, {
    isHopeless,
    run: async (ctx, { intakeId }) => {
      const stored = await transaction(ctx, (tx) => find(tx, ctx, intakeId));
      if (!stored) return;
      const { incoming, happenedAt } = stored;
      const acting = { ...ctx, happenedAt, actor: await actorOf(deps.actorFor, incoming) };
      const stages = stagesOf(deps, stored);
      try {
        await stages.prepare(acting);
        const worked = await once(acting, intakeId, async (tx) => {
          const result = await withinTransaction(acting, tx, stages.work);
          if (result.answer && !stages.showsAnswer) await tellPerson(tx, ctx, intakeId, incoming, result.answer);
          return result;
        });
        if (!worked) return;
        const isShown = await showOutcome(stages, acting, { done: worked.done });
        const { answer } = worked;
        if (answer && stages.showsAnswer && !isShown)
          await transaction(ctx, (tx) => tellPerson(tx, ctx, intakeId, incoming, answer));
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        const isShown = await showOutcome(stages, acting, { refused: error });
        await once(acting, intakeId, async (tx) => {
          if (!isShown) await tellPerson(tx, ctx, intakeId, incoming, refusal(incoming, error.message));
        });
      }
    },
    failed: async (ctx, { intakeId }, error) => {
      // The row keeps what was sent, so that an operator can have it worked off after all.
      await transaction(ctx, async (tx) => {
        const stored = await find(tx, ctx, intakeId);
        const words = wordsFor(error, ctx.correlationId);
        if (stored) await tellPerson(tx, ctx, intakeId, stored.incoming, refusal(stored.incoming, words));
      });
    },
  });
}

/** Whether the person has seen it. What is done is done, so a form that cannot be redrawn is no reason to try again. */
async function showOutcome(stages: Stages, ctx: Ctx, outcome: Outcome<unknown>): Promise<boolean> {
  try {
    return await stages.show(ctx, outcome);
  } catch (error) {
    ctx.log.warn({ err: error }, 'a form could not be shown how it ended');
    return false;
  }
}

/** Runs `work` and notes it as done in one transaction; somebody else who is at it is waited for, then there is nothing to do. */
function once<T>(ctx: Ctx, intakeId: number, work: (tx: Tx) => Promise<T>): Promise<T | undefined> {
  return transaction(ctx, async (tx) => {
    const [waiting] = await tx.select({ id: intake.id }).from(intake).where(undone(ctx, intakeId)).for('update');
    if (!waiting) return undefined;
    const result = await work(tx);
    await tx
      .update(intake)
      .set({ doneAt: sql`clock_timestamp()`, payload: null })
      .where(undone(ctx, intakeId));
    return result;
  });
}

async function find(tx: Tx, ctx: Ctx, intakeId: number): Promise<Stored | undefined> {
  const [row] = await tx
    .select({ identity: intake.identity, payload: intake.payload, happenedAt: intake.happenedAt })
    .from(intake)
    .where(undone(ctx, intakeId));
  // Safe: only storeIntake writes this column.
  return row?.payload ? { ...row, incoming: row.payload as Durable } : undefined;
}

function undone(ctx: Ctx, intakeId: number) {
  return and(eq(intake.workspaceId, ctx.workspaceId), eq(intake.id, intakeId), isNull(intake.doneAt));
}

function refusal(incoming: Durable, words: string): Message {
  if (incoming.kind !== 'submit') return plainAnswer(words);
  return refusedForm(incoming, plainAnswer(`That did not go through: ${words}`));
}

/** Where the person was; events are nobody's request, so nobody is told about them. */
async function tellPerson(tx: Tx, ctx: Ctx, intakeId: number, incoming: Durable, message: Message): Promise<void> {
  if (incoming.kind === 'event') return;
  const { channel, responseUrl, threadTs } = incoming.surface;
  await enqueue(tx, ctx, [
    {
      kind: 'ephemeral',
      person: incoming.person,
      message,
      dedupeKey: `intake:${intakeId}`,
      ...(channel !== undefined && { channel }),
      ...(responseUrl !== undefined && { responseUrl }),
      ...(threadTs !== undefined && { inThreadTs: threadTs }),
    },
  ]);
}
