import { endProposals, type Ending } from '../proposals/end-proposal.ts';
import { isLive, type RequestMove } from '../lifecycle.ts';
import { moveRequests } from '../move-swap.ts';
import type { RequestView } from '../swap-view.ts';
import type { SwapRequest } from '../tables.ts';
import type { Work } from '../work.ts';

interface EndingOfRequest {
  readonly move: Extract<RequestMove, 'withdraw' | 'close' | 'supersede'>;
  /** How what was proposed for it ends. */
  readonly proposals: Ending;
  readonly because?: string;
}

/** Ends a live request whose shifts are held, with everything that is proposed for it. Undefined where it is over already. */
export async function endRequest(
  work: Work,
  { request, proposals }: RequestView,
  ending: EndingOfRequest,
): Promise<SwapRequest | undefined> {
  const { because } = ending;
  const set = ending.move === 'close' && because !== undefined ? { closedBecause: because } : {};
  const detail = because === undefined ? {} : { because };
  const [ended] = await moveRequests(work, [request.id], ending.move, { set, detail });
  if (!ended) return undefined;
  const live = proposals.filter(({ proposal }) => isLive(proposal.state));
  await endProposals(work, live, ending.proposals, { ...decidedBy(work), detail });
  return ended;
}

function decidedBy({ ctx: { actor } }: Work): { decidedBy?: string } {
  return actor.kind === 'system' ? {} : { decidedBy: actor.slackId };
}
