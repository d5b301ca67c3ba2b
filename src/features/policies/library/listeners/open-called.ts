import type { ModalView } from '@slack/types';
import { type Ctx, transaction } from '../../../../core/context.ts';
import type { Message } from '../../../../outbox/enqueue.ts';
import { requireMay } from '../../../../people/permissions.ts';
import type { ViewPort } from '../../../../slack/listener.ts';
import { firstList } from '../pages/list-page.ts';
import { policyCalled } from '../reading/policy-called.ts';
import { requirePolicy } from '../reading/read-policy.ts';
import { endedMessage, inArchiveMessage, noneMessage, severalMessage } from '../windows/called-messages.ts';
import { listWindow } from '../windows/list-window.ts';

/** What an order opens of the policy whose title stands behind it. */
export interface Opening {
  readonly view: (ctx: Ctx, policyId: string) => Promise<ModalView>;
  /** Of the button that opens the same; its value is the policy. */
  readonly id: string;
  /** It changes the policy: what is in the archive has to be restored before, and a draft is meant as well as what counts. */
  readonly writes?: boolean;
}

/** The policy that is called so; where that is none, or several, what to do. Nothing behind the order opens the list. */
export async function openCalled(
  ctx: Ctx,
  typed: string,
  views: ViewPort,
  { view, id, writes = false }: Opening,
): Promise<Message | undefined> {
  requireMay(ctx, 'policy.look-up', {});
  if (typed === '') {
    await views.open(listWindow(await firstList(ctx)));
    return undefined;
  }
  const called = await policyCalled(ctx, typed, { evenDrafts: writes });
  if (called.kind === 'several') return severalMessage(called.policies, typed, id);
  if (called.kind === 'ended') return endedMessage(called.policy);
  if (called.kind === 'none') return noneMessage(typed);
  if (writes && called.policy.archivedAt) {
    const { policy, team } = await transaction(ctx, (tx) => requirePolicy(tx, ctx, called.policy.id));
    return inArchiveMessage(policy, team);
  }
  await views.open(await view(ctx, called.policy.id));
  return undefined;
}
