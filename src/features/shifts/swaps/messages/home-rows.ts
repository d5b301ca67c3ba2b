import type { KnownBlock } from '@slack/types';
import { actionId } from '../../../../slack/action-id.ts';
import { button, header, plainContext, plainSection } from '../../../../slack/blocks.ts';
import type { WaitingForMe } from '../pages/my-swaps.ts';
import type { ProposalView } from '../swap-view.ts';
import { legText, nameOf } from './parts.ts';
import { requestWhen } from './request-words.ts';

/** In sight on App Home; `/swap` has the others. */
const MOST = 5;

/** *Swaps that wait for you*: what everybody else in it waits for, each with a way to all that is known of it. */
export function waitingOnHome({ toApprove, toAnswer, toTake }: WaitingForMe, reader: string): readonly KnownBlock[] {
  const rows = [
    ...toApprove.map((view) => proposalRow(view, 'To approve', reader)),
    ...toAnswer.map((view) => proposalRow(view, `${nameOf(view, view.proposal.proposedBy)} asks`, reader)),
    ...toTake.map((view) =>
      row(
        `${nameOf(view, view.request.owner)} asks you to take ${requestWhen(view)}`,
        'swap.look-asked',
        view.request.id,
      ),
    ),
  ];
  if (rows.length === 0) return [];
  const more = rows.length > MOST ? [plainContext(`And ${rows.length - MOST} more: type /swap.`)] : [];
  return [header('Swaps that wait for you'), ...rows.slice(0, MOST), ...more];
}

function proposalRow(view: ProposalView, what: string, reader: string): KnownBlock {
  const legs = view.legs.map((leg) => legText(view, leg, reader));
  return row(`${what}: ${legs.join('. ')}`, 'swap.look-at', view.proposal.id);
}

function row(text: string, key: string, value: string): KnownBlock {
  return plainSection(text, button('Look', actionId(key, value), { value, style: 'primary', spoken: `Look: ${text}` }));
}
