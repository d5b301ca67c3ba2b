import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { actions, button, option, plainContext, plainSection } from '../../../slack/blocks.ts';
import type { OpenView, Parsed } from '../../../slack/listener.ts';
import { choiceOf, textOf } from '../../../slack/modal-state.ts';
import { choice, modal, textInput } from '../../../slack/modal.ts';
import type { CaseView } from '../case-view.ts';
import { DECISIONS, ResolveCaseInput } from '../inputs.ts';
import { editableAmount, formatMoney, readAmount, type ReadAmount } from '../../../core/money.ts';
import { openPromisesWarning, promiseMore } from '../promises/messages.ts';
import { decisionNames, nameOf, wantedOf } from '../wording.ts';
import {
  AMOUNT_MISSING,
  decisionsWithAmount,
  involvesMoney,
  isException,
  needsWriteUp,
  problemOfPart,
  problemOfWhole,
} from '../export/write-up.ts';
import { departureInputs, readDeparture } from './departure.ts';
import { checked, recall } from './memory.ts';
import { about, caseIdOf, memoryOf } from './of-case.ts';

const Memory = z.object({
  caseId: z.uuid(),
  /** Of the case, or of the team where the case has none. */
  currency: z.string(),
  fixedCurrency: z.boolean(),
  /** What was asked for, in minor units of the currency. */
  asked: z.int().nullable().default(null),
  needsWriteUp: z.boolean(),
  /** The decisions that need an amount. */
  needAmount: z.array(z.enum(DECISIONS)).default([]),
  /** An exception is wanted: granting it needs the passage. */
  isException: z.boolean().default(false),
  /** What the decider may grant, shown again when the form is redrawn. */
  authority: z.string().optional(),
});

interface ResolveOptions {
  /** Who resolves. */
  readonly by: string;
  /** What they may grant, in a sentence. */
  readonly authority?: string | undefined;
  /** Show the four questions of the write-up although the case does not need them. */
  readonly writeUp?: boolean;
  /** Show which passage of a policy it departs from, although no exception is wanted. */
  readonly departs?: boolean;
  /** What the policies say on it, above the decision. */
  readonly suggested?: readonly KnownBlock[];
}

export function resolveModal(
  view: CaseView,
  { by, authority, writeUp = false, departs = false, suggested = [] }: ResolveOptions,
): ModalView {
  const { case: asked } = view;
  const memory = memoryFor(view, authority);
  return modal({
    callbackId: 'case.resolve',
    title: 'Resolve',
    submit: 'Resolve',
    privateMetadata: memoryOf(memory),
    blocks: [
      ...ownedByAnother(view, by),
      about(view),
      plainContext(`Wanted: ${wantedOf(asked)}`),
      ...openPromisesWarning(view),
      ...(authority === undefined ? [] : [plainContext(authority)]),
      ...suggested,
      choice('decision', 'Decision', {
        options: DECISIONS.map((decision) => option(decisionNames[decision], decision)),
        placeholder: 'Choose one',
        // Once More is pressed, the caret stays where it is.
        focus: !writeUp && !departs,
      }),
      ...(involvesMoney(asked) ? [amountInput(view, memory.currency)] : []),
      textInput('tellCustomer', `What should ${nameOf(view, asked.raisedBy)} tell the customer?`, { multiline: true }),
      ...furtherInputs(view, memory, { writeUp, departs }),
    ],
  });
}

function memoryFor({ case: asked, team }: CaseView, authority: string | undefined): z.infer<typeof Memory> {
  return {
    caseId: asked.id,
    currency: asked.currency ?? team.currency,
    fixedCurrency: asked.currency !== null,
    asked: asked.amount,
    needsWriteUp: needsWriteUp(asked),
    needAmount: decisionsWithAmount(asked),
    isException: isException(asked),
    authority,
  };
}

/** What is written only where it is needed or wanted; a button for each that is not shown. */
function furtherInputs(
  view: CaseView,
  memory: z.infer<typeof Memory>,
  wanted: { readonly writeUp: boolean; readonly departs: boolean },
): KnownBlock[] {
  const departs = memory.isException || wanted.departs;
  const writeUp = memory.needsWriteUp || wanted.writeUp;
  const buttons = [
    ...(writeUp ? [] : [button('Add a write-up', 'case.resolve-more')]),
    ...(departs ? [] : [button('It departs from a policy', 'case.resolve-departs')]),
    promiseMore(view),
  ];
  return [
    ...(departs ? departureInputs(memory.isException) : []),
    ...(writeUp ? writeUpInputs(view, memory.needsWriteUp) : []),
    actions(buttons, 'more'),
  ];
}

/** What the form shows beyond the usual: as it stands, and as it was opened. */
export function shownBefore({ state, privateMetadata }: OpenView): Omit<ResolveOptions, 'by' | 'suggested'> {
  const { authority } = recall(Memory.pick({ authority: true }), privateMetadata);
  return { authority, writeUp: Object.hasOwn(state, 'writeUpIssue'), departs: Object.hasOwn(state, 'passage') };
}

/** Whoever decides a case of somebody else should know it before they write. */
function ownedByAnother(view: CaseView, by: string): KnownBlock[] {
  const { owner } = view.case;
  return owner === null || owner === by ? [] : [plainSection(`${nameOf(view, owner)} has this case.`)];
}

const ResolveForm = ResolveCaseInput.omit({ requestId: true, answerAt: true });

export function readResolution(view: OpenView): Parsed<z.infer<typeof ResolveForm>> {
  const { state } = view;
  const memory = recall(Memory, view.privateMetadata);
  const decision = choiceOf(state, 'decision');
  const writeUp = Object.fromEntries(WRITE_UP.map(([field]) => [field, textOf(state, field)]));
  const granted = readGranted(decision, textOf(state, 'amount'), memory);
  const missing = memory.needsWriteUp ? WRITE_UP.filter(([field]) => writeUp[field] === undefined) : [];
  const departure = readDeparture(state, memory.isException, decision);
  const errors = {
    ...departure.problems,
    ...('problem' in granted && { amount: granted.problem }),
    ...Object.fromEntries(missing.map(([field]) => [field, 'Write a sentence: this case needs a write-up.'])),
  };
  const raw = {
    decision,
    tellCustomer: textOf(state, 'tellCustomer') ?? '',
    ...writeUp,
    ...departure.typed,
    ...('money' in granted && { amount: granted.money.minor, currency: granted.money.currency }),
    caseId: caseIdOf(view.privateMetadata),
  };
  return checked(ResolveForm, raw, state, errors);
}

/** Only what is granted has an amount: the field stays filled in when the decision turns out to be no. */
function readGranted(
  decision: string | undefined,
  typed: string | undefined,
  memory: z.infer<typeof Memory>,
): ReadAmount | { readonly none: true } {
  if (decision !== 'granted' && decision !== 'partly') return { none: true };
  if (typed === undefined) return memory.needAmount.includes(decision) ? { problem: AMOUNT_MISSING } : { none: true };
  const read = readAmount(typed, memory.currency);
  if (!memory.fixedCurrency || 'problem' in read) return read;
  if (read.money.currency !== memory.currency) return { problem: `This case is in ${memory.currency}.` };
  const { asked: amount, currency } = memory;
  const problemOf = decision === 'partly' ? problemOfPart : problemOfWhole;
  const problem = problemOf({ amount, currency }, read.money.minor);
  return problem === undefined ? read : { problem };
}

function amountInput({ case: asked }: CaseView, currency: string): KnownBlock {
  const wanted = asked.amount === null ? undefined : { minor: asked.amount, currency };
  return textInput('amount', `Amount granted, in ${currency}`, {
    initial: wanted && editableAmount(wanted, currency),
    optional: true,
    maxLength: 40,
    hint: wanted
      ? `Left empty, Granted means ${formatMoney(wanted)}. Partly granted needs a smaller amount. Refused and Answered ignore it.`
      : 'Granted and Partly granted need an amount. Refused and Answered ignore it.',
  });
}

const WRITE_UP = [
  ['writeUpIssue', 'What was the issue?'],
  ['writeUpWho', 'Who was it with?'],
  ['writeUpSaid', 'What was said to put it right?'],
  ['writeUpOutcome', 'What was the outcome?'],
] as const;

function writeUpInputs(view: CaseView, needed: boolean): KnownBlock[] {
  const { case: asked } = view;
  const known: Readonly<Record<(typeof WRITE_UP)[number][0], string | null>> = {
    writeUpIssue: asked.writeUpIssue ?? asked.whatHappened ?? asked.sourceText ?? asked.summary,
    writeUpWho: asked.writeUpWho ?? asked.customer,
    writeUpSaid: asked.writeUpSaid,
    writeUpOutcome: asked.writeUpOutcome,
  };
  return WRITE_UP.map(([field, label]) =>
    textInput(field, label, { initial: known[field] ?? undefined, multiline: true, optional: !needed }),
  );
}
