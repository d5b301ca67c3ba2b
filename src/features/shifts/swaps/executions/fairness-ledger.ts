import { and, eq } from 'drizzle-orm';
import { burdenOf } from './fairness.ts';
import type { LegView } from '../swap-view.ts';
import { fairnessFacts, type SwapExecution } from '../tables.ts';
import type { Work } from '../work.ts';

type Fact = typeof fairnessFacts.$inferInsert;

/** Writes what everybody gave and took, with how long before the shift. `legs` have their shifts as they were before. */
export async function writeFairness(
  { tx, ctx }: Work,
  execution: SwapExecution,
  legs: readonly LegView[],
): Promise<void> {
  const rows = legs.flatMap(({ shift, from, to, fromAt, toAt }) => {
    const fact = {
      workspaceId: ctx.workspaceId,
      executionId: execution.id,
      shiftId: shift.id,
      teamId: shift.teamId,
      at: execution.executedAt,
      startsAt: fromAt,
      noticeMinutes: Math.floor((fromAt.getTime() - execution.executedAt.getTime()) / 60_000),
      ...burdenOf(shift, { fromAt, toAt }),
    };
    return [
      ...(from === null ? [] : [{ ...fact, slackId: from, what: 'gave' as const }]),
      ...(to === null ? [] : [{ ...fact, slackId: to, what: 'took' as const }]),
    ];
  });
  const facts = rows.map((row, position): Fact => Object.assign(row, { position }));
  if (facts.length > 0) await tx.insert(fairnessFacts).values(facts);
}

/** Takes back what an execution wrote: for each of its facts one that weighs the same the other way. */
export async function reverseFairness({ tx, ctx }: Work, executionId: string): Promise<void> {
  const written = await tx
    .select()
    .from(fairnessFacts)
    .where(and(eq(fairnessFacts.workspaceId, ctx.workspaceId), eq(fairnessFacts.executionId, executionId)));
  const at = ctx.clock.now();
  const reversed = written.map((fact): Fact => {
    const what = fact.what === 'gave' ? 'gave-back' : 'took-back';
    return Object.assign(fact, { position: written.length + fact.position, what, at });
  });
  if (reversed.length > 0) await tx.insert(fairnessFacts).values(reversed);
}
