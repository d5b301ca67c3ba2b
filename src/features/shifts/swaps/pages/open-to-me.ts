import { and, eq, inArray } from 'drizzle-orm';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { withRules } from '../../rules/some-rules.ts';
import { currentPolicy } from '../../policy/current-policy.ts';
import { readRoster } from '../../roster/read-roster.ts';
import type { ShiftRow } from '../../roster/tables.ts';
import { prepareRoster } from '../../rules/check-trade.ts';
import type { Policy } from '../../rules/policy.ts';
import { ruleInfos } from '../../rules/rule-parameters.ts';
import type { Finding } from '../../rules/verdict.ts';
import { liveStates } from '../lifecycle.ts';
import { nextOf } from '../messages/request-words.ts';
import { whyNot } from '../messages/why-not.ts';
import { proposalViews, type ProposalView } from '../swap-view.ts';
import { swapLegs, swapProposals } from '../tables.ts';

/** What somebody can do about an open shift. */
export type OpenToMe =
  | { readonly can: 'pick-up'; readonly needsYes: boolean }
  /** In a short sentence why the rules do not let them. */
  | { readonly can: 'nothing'; readonly why: string }
  /** They have asked for it: how that stands. */
  | { readonly can: 'take-back'; readonly proposalId: string; readonly state: string };

/** Of each of these open shifts of a team what the actor can do about it: what the rules deny is not put before them. */
export async function openToMe(
  tx: Tx,
  ctx: Ctx,
  teamId: string,
  open: readonly ShiftRow[],
): Promise<ReadonlyMap<string, OpenToMe>> {
  if (open.length === 0) return new Map();
  const me = ctx.actor.slackId;
  const policy = asTaken(await currentPolicy(tx, ctx, teamId));
  const around = {
    from: Math.min(...open.map(({ startsAt }) => startsAt.getTime())),
    to: Math.max(...open.map(({ endsAt }) => endsAt.getTime())),
  };
  const roster = prepareRoster(await readRoster(tx, ctx, { teamId, people: [me], around, policy }), policy);
  const asked = await askedBy(tx, ctx, open);
  const answer = (shift: ShiftRow): OpenToMe => {
    const before = asked.get(shift.id);
    if (before) return { can: 'take-back', proposalId: before.proposal.id, state: stateOf(before) };
    const { verdict, findings } = roster.check([{ shift: shift.id, from: null, to: me }]);
    if (verdict === 'deny') return { can: 'nothing', why: whyNot(shift, findings.find(isDenying)) };
    return { can: 'pick-up', needsYes: verdict === 'review' || !policy.autoApprove };
  };
  return new Map(open.map((shift) => [shift.id, answer(shift)]));
}

/** Whoever picks something up takes nobody away: rules on cover look at the whole team, and find nothing new. */
function asTaken(policy: Policy): Policy {
  return policy.delta ? withRules(policy, (id) => ruleInfos[id].looksAt !== 'team') : policy;
}

function isDenying({ severity }: Finding): boolean {
  return severity === 'deny';
}

function stateOf(view: ProposalView): string {
  if (view.proposal.state === 'waiting') return 'You are in line for it';
  return view.proposal.state === 'blocked'
    ? 'You asked for it; the rules do not allow it now'
    : `You asked for it. ${nextOf(view, view)}`;
}

/** What the actor has proposed that may still come to something, by shift. */
async function askedBy(tx: Tx, ctx: Ctx, open: readonly ShiftRow[]): Promise<ReadonlyMap<string, ProposalView>> {
  const ids = open.map(({ id }) => id);
  const found = await tx
    .select({ id: swapProposals.id })
    .from(swapProposals)
    .innerJoin(
      swapLegs,
      and(eq(swapLegs.workspaceId, swapProposals.workspaceId), eq(swapLegs.proposalId, swapProposals.id)),
    )
    .where(
      and(
        eq(swapProposals.workspaceId, ctx.workspaceId),
        eq(swapProposals.proposedBy, ctx.actor.slackId),
        inArray(swapProposals.state, [...liveStates]),
        inArray(swapLegs.shiftId, ids),
      ),
    );
  if (found.length === 0) return new Map();
  const those = inArray(
    swapProposals.id,
    found.map(({ id }) => id),
  );
  const views = await proposalViews(tx, ctx, those);
  return new Map(views.flatMap((view) => view.legs.map(({ shiftId }) => [shiftId, view] as const)));
}
