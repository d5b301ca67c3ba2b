import { type Ctx, transaction } from '../../../core/context.ts';
import { handleTimer } from '../../../jobs/define-job.ts';
import { beginRevision } from './job-kinds.ts';
import { revisionById, revisionInForce } from './read-policy.ts';
import { writePolicy } from './write-policy.ts';

/** When a planned revision begins to count, its policy is called as it says. */
export const handleBeginRevision = handleTimer(beginRevision, (ctx, { revisionId }) => begin(ctx, revisionId));

function begin(ctx: Ctx, revisionId: string): Promise<void> {
  return transaction(ctx, async (tx) => {
    const found = await revisionById(tx, ctx, revisionId);
    if (!found) return;
    const counts = await revisionInForce(tx, ctx, found.policy.id);
    if (counts && counts.title !== found.policy.title)
      await writePolicy(tx, ctx, found.policy, { title: counts.title });
  });
}
