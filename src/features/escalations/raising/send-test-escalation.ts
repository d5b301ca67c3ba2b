import { transaction, type Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import { requireMay } from '../../../people/permissions.ts';
import { teamById } from '../../../people/queries.ts';
import type { AnswerPlace } from '../inputs.ts';
import { openCase, type RaisedCase } from './raise-case.ts';

interface TestEscalation {
  readonly requestId: string;
  readonly teamId: string;
  readonly answerAt?: AnswerPlace;
}

/** Raises a case that says it is a test, for whoever sets the team up, before the first customer needs it. */
export async function sendTestEscalation(
  ctx: Ctx,
  { requestId, teamId, answerAt = {} }: TestEscalation,
): Promise<RaisedCase> {
  requireMay(ctx, 'team.edit', { teamId });
  const summary = 'A test: try the buttons, then cancel me';
  return transaction(ctx, async (tx) => {
    if (!(await teamById(tx, ctx, teamId))) throw new UserError('That team is gone.');
    const test = { summary, wanted: 'other', urgency: 'normal', category: 'Test' } as const;
    return openCase(tx, ctx, { requestId, teamId, answerAt, ...test });
  });
}
