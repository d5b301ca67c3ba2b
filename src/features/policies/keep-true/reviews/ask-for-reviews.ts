import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { addJob } from '../../../../jobs/add-job.ts';
import { handleTimer } from '../../../../jobs/define-job.ts';
import { enqueue } from '../../../../outbox/enqueue.ts';
import { presenceByHours, workingCalendars } from '../../../../people/presence.ts';
import { askingMessage } from './due-messages.ts';
import { type Step, stepOf } from './due-rules.ts';
import { askForReviews } from '../job-kinds.ts';
import { lockPolicies } from '../../library/hold-policy.ts';
import { candidates, type Due } from './read-due.ts';
import { refreshed, rowsFor } from './refresh-asked.ts';
import { type PolicyCare, policyCare } from '../tables.ts';

/** One message about everything that an owner has to see to now; none if that is nothing. */
export const handleAskForReviews = handleTimer(askForReviews, (ctx, { teamId, owner }) =>
  transaction(ctx, async (tx) => {
    const [presence] = await presenceByHours(tx, ctx, teamId, [owner]);
    // The app was down, or their hours have changed.
    if (presence && !presence.isThere && presence.nextThere)
      return addJob(tx, ctx, askForReviews, { teamId, owner }, { runAt: presence.nextThere, dedupeKey: owner });
    await ask(tx, ctx, owner);
  }),
);

export interface DueStep {
  readonly due: Due;
  readonly step: Step;
}

/**
 * What is to be said of these: now, or when their owner is there next. Whoever is not on the team that keeps a policy is asked
 * nothing about it.
 */
export async function stepsOf(
  tx: Tx,
  ctx: Ctx,
  all: readonly Due[],
  whenOf: (owner: string) => Date = () => ctx.clock.now(),
): Promise<readonly DueStep[]> {
  const steps: DueStep[] = [];
  for (const teamId of new Set(all.map(({ team }) => team.id))) {
    const ofTeam = all.filter(({ team }) => team.id === teamId);
    const owners = [...new Set(ofTeam.map(({ policy }) => policy.owner))];
    const calendars = await workingCalendars(tx, ctx, teamId, owners);
    for (const due of ofTeam) {
      const calendar = calendars.get(due.policy.owner);
      const step = calendar && stepOf(due, calendar, whenOf(due.policy.owner));
      if (step) steps.push({ due, step });
    }
  }
  return steps;
}

async function ask(tx: Tx, ctx: Ctx, owner: string): Promise<void> {
  const some = await stepsOf(tx, ctx, await candidates(tx, ctx, { owner }));
  if (some.length === 0) return;
  const policyIds = some.map(({ due }) => due.policy.id);
  await lockPolicies(tx, ctx, policyIds);
  // Whoever settles one or gives it away from now on finds what it was asked in; what just was is asked no more.
  const steps = (await stepsOf(tx, ctx, await candidates(tx, ctx, { owner }))).filter(({ due }) =>
    policyIds.includes(due.policy.id),
  );
  if (steps.length === 0) return;
  const messageKey = `policies-due:${randomUUID()}`;
  // What somebody else was asked says already that it is not theirs any more.
  const before = steps.flatMap(({ due: { said } }) => (said?.askedOf === owner ? (said.askedIn ?? []) : []));
  await remember(tx, ctx, steps, messageKey);
  const rows = await rowsFor(tx, ctx, messageKey);
  const message = askingMessage({ ...rows, isReminder: steps.every(({ step }) => step === 'remind') });
  await enqueue(tx, ctx, [
    ...(await refreshed(tx, ctx, before)),
    { kind: 'post', to: owner, dedupeKey: messageKey, messageKey, message },
  ]);
}

/** That its owner was told, in the message with this key. */
export async function remember(tx: Tx, ctx: Ctx, steps: readonly DueStep[], askedIn: string): Promise<void> {
  if (steps.length === 0) return;
  const now = ctx.clock.now();
  const rows = steps.map(({ due: { policy, said, spans }, step }) => {
    const seen = { reviewOn: policy.reviewOn, last: spans.at(-1)?.revision.id ?? null, now };
    const { workspaceId, id: policyId, owner: askedOf } = policy;
    return { ...saidNow(step, said ?? UNSAID, seen), workspaceId, policyId, askedIn, askedOf };
  });
  const fresh = (column: string) => sql.raw(`excluded.${column}`);
  await tx
    .insert(policyCare)
    .values(rows)
    .onConflictDoUpdate({
      target: [policyCare.workspaceId, policyCare.policyId],
      set: {
        askedIn: fresh('asked_in'),
        askedOf: fresh('asked_of'),
        reviewOn: fresh('review_on'),
        askedAt: fresh('asked_at'),
        reminded: fresh('reminded'),
        managersToldAt: fresh('managers_told_at'),
        endingRevisionId: fresh('ending_revision_id'),
        endedRevisionId: fresh('ended_revision_id'),
      },
    });
}

type Known = Pick<
  PolicyCare,
  'reviewOn' | 'askedAt' | 'reminded' | 'managersToldAt' | 'endingRevisionId' | 'endedRevisionId'
>;

const UNSAID: Known = {
  reviewOn: null,
  askedAt: null,
  reminded: 0,
  managersToldAt: null,
  endingRevisionId: null,
  endedRevisionId: null,
};

interface Seen {
  readonly reviewOn: string | null;
  /** The revision that counts last. */
  readonly last: string | null;
  readonly now: Date;
}

function saidNow(step: Step, known: Known, { reviewOn, last, now }: Seen): Known {
  switch (step) {
    case 'ask':
      return { ...known, reviewOn, askedAt: now, reminded: 0, managersToldAt: null };
    case 'remind':
      return { ...known, reminded: known.reminded + 1 };
    case 'ending':
      return { ...known, askedAt: now, endingRevisionId: last };
    default:
      return { ...known, askedAt: now, endedRevisionId: last };
  }
}
