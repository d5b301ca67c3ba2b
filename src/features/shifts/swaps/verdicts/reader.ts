import type { Ctx } from '../../../../core/context.ts';
import { may } from '../../../../people/permissions.ts';
import { ruleInfos } from '../../rules/rule-parameters.ts';
import type { Finding } from '../../rules/verdict.ts';

/** Who reads what the rules found, and whether nothing of it is kept from them. */
export interface Reader {
  readonly slackId: string;
  readonly isApprover: boolean;
}

/** The one rule of who reads a finding: what is private, only whoever it is about and whoever could approve it. */
export function mayRead({ slackId, isApprover }: Reader, { person, rule }: Finding): boolean {
  return isApprover || person === null || person === slackId || ruleInfos[rule].isPrivate !== true;
}

/** Somebody who takes part in it, or might: never as its approver. */
export function partyReader(slackId: string): Reader {
  return { slackId, isApprover: false };
}

interface Leg {
  readonly shift: { readonly teamId: string };
  readonly from: string | null;
  readonly to: string | null;
}

/** The actor as reader of what is found about these legs. */
export function readerOf({ actor }: Ctx, legs: readonly Leg[]): Reader {
  const { slackId } = actor;
  const isParty = legs.some(({ from, to }) => from === slackId || to === slackId);
  const couldApprove = legs.every(({ shift: { teamId } }) => may(actor, 'swap.approve', { teamId, isParty }));
  return { slackId, isApprover: legs.length > 0 && couldApprove };
}
