import { type Ctx, transaction } from '../../../../core/context.ts';
import { handleTimer } from '../../../../jobs/define-job.ts';
import { lockPolicy } from '../hold-policy.ts';
import { beginRevision } from '../job-kinds.ts';
import { revisionById, revisionInForce } from '../reading/read-policy.ts';
import { writePolicy } from '../write-policy.ts';

/** When a planned revision begins to count, its policy is called as it says. */
export const handleBeginRevision = handleTimer(beginRevision, (ctx, { revisionId }) => begin(ctx, revisionId));

function begin(ctx: Ctx, revisionId: string): Promise<void> {
  return transaction(ctx, async (tx) => {
    const found = await revisionById(tx, ctx, revisionId);
    if (!found) return;
    const held = await lockPolicy(tx, ctx, found.policy.id);
    const counts = await revisionInForce(tx, ctx, held.id);
    if (counts && counts.title !== held.title) await writePolicy(tx, ctx, held, { title: counts.title });
  });
}
