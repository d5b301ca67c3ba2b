import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { UserError } from '../../../../core/errors.ts';
import { context, option, plainSection, section } from '../../../../slack/blocks.ts';
import { LIMITS } from '../../../../slack/limits.ts';
import type { OpenView, Parsed } from '../../../../slack/listener.ts';
import { choiceOf, usersOf } from '../../../../slack/modal-state.ts';
import { choice, modal, peoplePicker } from '../../../../slack/modal.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { ProposeTradeInput } from '../inputs.ts';
import { requestState, requestTitle, requestWhen, wantsText } from '../messages/request-words.ts';
import { shiftLine } from '../../roster/shift-words.ts';
import type { ShiftRow } from '../../roster/tables.ts';
import type { RequestView } from '../swap-view.ts';
import { requestIdOf } from './because-form.ts';
import { checked, recall } from './memory.ts';
import { ONLY_ENDS, partTimes, timeIn } from './part-times.ts';
import { withProblem } from './problem.ts';

/** A shift that may be given in return, and what the rules say to it. */
export interface Offer {
  readonly shift: ShiftRow;
  /** `every rule allows it`, `a manager looks at it` */
  readonly verdict: string;
}

export interface OfferPage {
  readonly view: RequestView;
  readonly offers: readonly Offer[];
  /** Of how many shifts of the reader. */
  readonly considered: number;
  /** What stands in the way of the least broken one, in words. */
  readonly nearest: string | null;
  /** Why none may be given, where no one rule broken by one shift says it: a sentence with what can be done. */
  readonly reason: string | null;
  /** What the rules say to taking it for nothing; null where they deny it. */
  readonly forNothing: string | null;
}

const NOTHING = 'nothing';

/** What I give in return: only what the rules allow is on offer, and where nothing is, why. */
export function offerModal(page: OfferPage, typed: string | undefined, problem?: UserError): ModalView {
  const { view } = page;
  const options = page.offers.length > 0 ? offerOptions(page) : [];
  const body =
    options.length > 0
      ? [
          choice('gives', 'What do you give in return?', {
            options,
            initial: initialOf(options, typed),
            hint: legalText(page),
          }),
        ]
      : [section(inline(legalText(page)))];
  return modal({
    callbackId: 'swap.offer',
    title: 'Offer a shift',
    ...(options.length > 0 && { submit: 'Offer' }),
    privateMetadata: JSON.stringify({ requestId: view.request.id }),
    blocks: [
      ...requestBlocks(view),
      ...withProblem(body, problem),
      context('Your shift stays yours until it is settled.'),
    ],
  });
}

function requestBlocks(view: RequestView): KnownBlock[] {
  const wants = wantsText(view);
  const lines = [
    requestTitle(view),
    requestWhen(view),
    ...(wants === undefined ? [] : [`Would take: ${wants}`]),
    requestState(view),
  ];
  return [plainSection(lines.join('\n'))];
}

function offerOptions({ offers, forNothing }: OfferPage): readonly PlainTextOption[] {
  const shifts = offers.map(({ shift, verdict }) => option(shiftLine(shift), shift.id, verdict));
  const nothing = forNothing === null ? [] : [option('Nothing: I take it as it is', NOTHING, forNothing)];
  return [...shifts.slice(0, LIMITS.options.select - 1), ...nothing];
}

function initialOf(options: readonly PlainTextOption[], typed: string | undefined): string | undefined {
  return options.some(({ value }) => value === typed) ? typed : options[0]?.value;
}

/** `3 of your 14 shifts may be given in return by the rules.` */
function legalText({ offers, considered, nearest, reason, forNothing }: OfferPage): string {
  const free = forNothing === null ? '' : ' You may take it for nothing: close this, and press Take it.';
  if (considered === 0) return `You have no shift in that time that could be given in return.${free}`;
  const isOne = considered === 1;
  if (offers.length > 0) {
    const which = isOne ? 'Your one shift in that time' : `${offers.length} of your ${considered} shifts`;
    return `${which} may be given in return by the rules.`;
  }
  const none = isOne
    ? 'Your one shift in that time may not be given in return by the rules.'
    : `None of your ${considered} shifts may be given in return by the rules.`;
  const closest = nearest === null ? ` ${reason ?? ''}`.trimEnd() : ` Closest: ${nearest}.`;
  return `${none}${closest}${free}`;
}

const OfferForm = ProposeTradeInput.pick({ requestId: true, gives: true });

export function readOffer(view: OpenView): Parsed<z.infer<typeof OfferForm>> {
  const chosen = choiceOf(view.state, 'gives');
  if (chosen === undefined) return { errors: { gives: 'Choose a shift, or nothing.' } };
  return checked(OfferForm, { requestId: requestIdOf(view), gives: chosen === NOTHING ? null : chosen }, view.state);
}

/** A manager answers for somebody, who is asked. */
export function answerForModal(view: RequestView, typed: readonly string[] = [], problem?: UserError): ModalView {
  const field = peoplePicker('onBehalfOf', 'Who would take it?', {
    initial: typed,
    max: 1,
    hint: 'They are asked before anything changes.',
  });
  return modal({
    callbackId: 'swap.answer-for',
    title: 'Answer for somebody',
    submit: 'Ask them',
    privateMetadata: JSON.stringify({ requestId: view.request.id }),
    blocks: [...requestBlocks(view), ...withProblem([field], problem)],
  });
}

const AnswerForm = ProposeTradeInput.pick({ requestId: true }).extend({ onBehalfOf: z.string('Choose somebody.') });

export function readAnswerFor(view: OpenView): Parsed<z.infer<typeof AnswerForm>> {
  const [onBehalfOf] = usersOf(view.state, 'onBehalfOf');
  return checked(AnswerForm, { requestId: requestIdOf(view), onBehalfOf }, view.state);
}

/** To take a part of what is asked for. */
export function takePartModal(view: RequestView, problem?: UserError): ModalView {
  const options = partTimes({
    timeZone: view.shift.timeZone,
    startsAt: view.request.fromAt,
    endsAt: view.request.toAt,
  });
  const fields = [
    choice('from', 'From', { options: options.slice(0, -1), initial: options[0]?.value }),
    choice('to', 'To', {
      options: options.slice(1),
      initial: options.at(-1)?.value,
      hint: `The rest stays as it is. ${ONLY_ENDS}`,
    }),
  ];
  return modal({
    callbackId: 'swap.take-part',
    title: 'Take a part of it',
    submit: 'Take it',
    privateMetadata: JSON.stringify({
      requestId: view.request.id,
      whole: `${options[0]?.value}-${options.at(-1)?.value}`,
    }),
    blocks: [...requestBlocks(view), ...withProblem(fields, problem)],
  });
}

/** `whole`: all of it, as a part would have it. */
const PartMemory = z.object({ whole: z.string().optional() });

const PartForm = ProposeTradeInput.pick({ requestId: true, part: true });

export function readTakePart(view: OpenView): Parsed<z.infer<typeof PartForm>> {
  const [from, to] = [timeIn(choiceOf(view.state, 'from')), timeIn(choiceOf(view.state, 'to'))];
  if (!from || !to || from >= to) return { errors: { to: 'Choose a time after the beginning.' } };
  const { whole } = recall(PartMemory, view.privateMetadata);
  const isAll = `${choiceOf(view.state, 'from')}-${choiceOf(view.state, 'to')}` === whole;
  if (isAll) return { errors: { to: 'That is all of it. Choose a part, or close this and press Take it.' } };
  return checked(PartForm, { requestId: requestIdOf(view), part: { from, to } }, view.state);
}
