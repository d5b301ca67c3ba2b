import type { ModalView } from '@slack/types';
import { type Ctx, transaction } from '../../../../core/context.ts';
import type { Message } from '../../../../outbox/enqueue.ts';
import { may, permissions, requireMay, whoMay } from '../../../../people/permissions.ts';
import type { ViewPort } from '../../../../slack/listener.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { firstList, listPage } from '../pages/list-page.ts';
import { askManagers } from '../reading/managers-to-name.ts';
import { type Called, policyCalled } from '../reading/policy-called.ts';
import { requirePolicy } from '../reading/read-policy.ts';
import type { Policy } from '../tables.ts';
import { endedMessage, inArchiveMessage, noneMessage, severalMessage } from '../windows/called-messages.ts';
import { listWindow } from '../windows/list-window.ts';

/** What an order opens of the policy whose title stands behind it. */
export interface Opening {
  readonly view: (ctx: Ctx, policyId: string) => Promise<ModalView>;
  /** Of the button that opens the same; its value is the policy, unless `value` makes another of it. */
  readonly id: string;
  readonly value?: (policyId: string) => string;
  /** It changes the policy: what is in the archive has to be restored before. */
  readonly changes?: boolean;
  /** A draft may be meant as well as what is published. */
  readonly evenDrafts?: boolean;
  /** Of several that are called so, those of which it can be done. */
  readonly among?: (ctx: Ctx, policies: readonly Policy[]) => Promise<readonly Policy[]>;
}

/** The policy that is called so; where that is none, or several, what to do. Nothing behind the order opens the list to choose from. */
export async function openCalled(
  ctx: Ctx,
  typed: string,
  views: ViewPort,
  { view, changes = false, evenDrafts = false, among, ...button }: Opening,
): Promise<Message | undefined> {
  requireMay(ctx, 'policy.look-up', {});
  if (typed === '') {
    await views.open(listWindow(await (changes ? firstList(ctx) : listPage(ctx, 'all')), CHOOSE));
    return undefined;
  }
  const called = await narrowed(ctx, await policyCalled(ctx, typed, { evenDrafts }), among);
  if (called.kind === 'several') return severalMessage(called.policies, typed, button);
  if (called.kind === 'ended') return endedMessage(called.policies);
  if (called.kind === 'none') return noneMessage(typed);
  if (changes && called.policy.archivedAt) return toRestoreFirst(ctx, called.policy.id);
  await views.open(await view(ctx, called.policy.id));
  return undefined;
}

const CHOOSE = 'Which policy? Open it here, or type words of its title behind the order.';

async function narrowed(ctx: Ctx, called: Called, among: Opening['among']): Promise<Called> {
  if (called.kind !== 'several' || !among) return called;
  const [first, ...others] = await among(ctx, called.policies);
  if (!first) return called;
  return others.length === 0 ? { kind: 'one', policy: first } : { kind: 'several', policies: [first, ...others] };
}

async function toRestoreFirst(ctx: Ctx, policyId: string): Promise<Message> {
  return transaction(ctx, async (tx) => {
    const { policy, team } = await requirePolicy(tx, ctx, policyId);
    if (may(ctx.actor, 'policy.archive', { teamId: team.id }))
      return inArchiveMessage(policy, team, 'To go on with it, restore it first.');
    const who = whoMay(permissions['policy.archive'].may, inline(team.name));
    return inArchiveMessage(policy, team, `Only ${who} can restore it.${await askManagers(tx, ctx, team.id)}`);
  });
}
