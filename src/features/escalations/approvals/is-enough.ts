import type { Role } from '../../../core/context.ts';
import type { AuthorityMatrix } from '../../../people/authority/matrix.ts';
import type { CaseView } from '../case-view.ts';
import { grantOf, isCarriedBy } from './approval-rules.ts';
import type { Approval } from './tables.ts';

/**
 * Whether the decider, those who approved the request so far and `besides` carry what it grants, by their roles and the limits
 * as they are now.
 */
export function isEnough(
  view: CaseView,
  matrix: AuthorityMatrix,
  approval: Approval,
  besides: readonly string[] = [],
): boolean {
  const grant = grantOf(view.case, approval);
  if (!grant) return false;
  const carriers = [...new Set([approval.requestedBy, ...approval.approvedBy, ...besides])];
  const roles = carriers.map((slackId) => roleOf(view, slackId)).filter((known) => known !== undefined);
  return isCarriedBy(matrix, roles, grant);
}

export function roleOf({ deciders }: CaseView, slackId: string): Role | undefined {
  return deciders.find((decider) => decider.slackId === slackId)?.role;
}
