import { expect, test } from 'vitest';
import {
  aLeg,
  anExecution,
  aProposalView,
  aRequest,
  aRequestView,
  aShift,
  aVerdict,
  legInReturn,
  proposalStates,
  requestKinds,
  requestStates,
  restFinding,
} from '../../../../test/support/swap-views.ts';
import { actionKey } from '../../../slack/action-id.ts';
import { swapsListeners } from './listeners.ts';
import { approvalMessage } from './messages/approval.ts';
import { refusedMessage } from './messages/answers.ts';
import { requestCard } from './messages/request-card.ts';
import { consentReminder, ownerReminder, resultMessage, uncoveredMessage } from './messages/results.ts';
import { askedMessage, consentMessage } from './messages/to-parties.ts';
import { askedModal, overviewModal } from './modals/overview.ts';
import { requestModal } from './modals/request-window.ts';
import type { ProposalView, RequestView } from './swap-view.ts';
import { otherShiftsModal, ownShiftsModal } from './modals/shifts.ts';

const clicks = new Set(swapsListeners.filter(({ kind }) => kind.startsWith('click')).map(({ key }) => key));

/** Everything that can be pressed in what is shown. */
function pressable(shown: object): readonly string[] {
  const buttons = JSON.stringify(shown).matchAll(/"type":"(?:button|overflow)".*?"action_id":"([^"]+)"/g);
  return [...new Set(Array.from(buttons, ([, id = '']) => actionKey(id)))];
}

const views = requestKinds.flatMap((kind) =>
  requestStates.flatMap((state) =>
    proposalStates.map((proposal) => {
      const request = aRequest({ kind, state });
      const of = aProposalView(
        { state: proposal, verdict: aVerdict('deny', [restFinding]) },
        { request, legs: [aLeg(), legInReturn()], execution: proposal === 'executed' ? anExecution() : null },
      );
      return { request: aRequestView(request, { proposals: [of] }), of };
    }),
  ),
);

const lookingAs = (reader: string) => ({ reader, mayDecide: true, mayUndo: () => true });

function shownOf(request: RequestView, of: ProposalView): readonly object[] {
  const toReaders = ['U0ANA', 'U0LEO'].flatMap((reader) => [
    consentMessage(of, reader),
    consentReminder(of, reader),
    resultMessage(of, reader),
    requestModal(request, lookingAs(reader)),
    askedModal(request, reader),
  ]);
  const toOthers = [
    requestCard(request),
    askedMessage(request, 'U0LEO'),
    ownerReminder(request),
    uncoveredMessage(request),
    approvalMessage(of),
    overviewModal(
      {
        toAnswer: [of],
        toApprove: [of],
        toTake: [request],
        requests: [request],
        offers: [of],
        settled: [of],
        shifts: [aShift()],
      },
      lookingAs('U0ANA'),
    ),
  ];
  return toOthers.concat(toReaders);
}

test('every button of every message and window is listened to', () => {
  const shown = views.flatMap(({ request, of }) => shownOf(request, of));
  const lists = [ownShiftsModal([aShift()]), otherShiftsModal('Ana', [aShift()], new Date(0))];
  const pressed = [...shown, ...lists, refusedMessage('No.', 'id')].flatMap(pressable);

  expect([...new Set(pressed)].filter((id) => !clicks.has(id))).toEqual([]);
  expect(pressed.length).toBeGreaterThan(100);
});
