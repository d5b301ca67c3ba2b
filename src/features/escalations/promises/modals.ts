import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Calendar } from '../../../core/business-time/calendar.ts';
import { dayAndTime } from '../../../core/local-time.ts';
import { actionId } from '../../../slack/action-id.ts';
import { actions, button, context, option, plainContext } from '../../../slack/blocks.ts';
import type { FieldErrors, OpenView, Parsed, ViewState } from '../../../slack/listener.ts';
import { choiceOf, dateTimeOf, textOf } from '../../../slack/modal-state.ts';
import { choice, dateTime, externalChoice, modal, textInput } from '../../../slack/modal.ts';
import { copyable, paragraph, richText } from '../../../slack/rich-text.ts';
import { zoneOption } from '../../../people/choices.ts';
import type { CaseView } from '../case-view.ts';
import { checked, recall } from '../modals/memory.ts';
import { about, memoryOf } from '../modals/of-case.ts';
import { MakePromiseInput, MOST_WHAT, TOLD_HOW } from './inputs.ts';
import { promiseRow, toldNames } from './messages.ts';
import { backAt, isKeepable, plannedDue, readPlan } from './plan.ts';
import type { ListedPromise } from './queries.ts';
import { sentenceFor, SUBJECTS, subjectName, type Subject } from './sentence.ts';

/** What the form knows besides what is typed in it. */
export interface PromiseForm {
  readonly view: CaseView;
  readonly calendar: Calendar;
  readonly now: Date;
  /** Of the person who fills it in. */
  readonly timeZone: string;
  /** The promise that gets another date. */
  readonly moves?: ListedPromise | undefined;
}

interface Typed {
  readonly subject: Subject;
  readonly takes: string | undefined;
  readonly by: Date | undefined;
  readonly customerZone: string | undefined;
  readonly toldHow: string | undefined;
  readonly what: string | undefined;
}

/** What the shown sentence was computed from, and the time it names: that time is the promise, not one a minute later. */
const Memory = z.object({
  caseId: z.uuid(),
  moves: z.uuid().optional(),
  takes: z.string().optional(),
  by: z.string().optional(),
  dueAt: z.coerce.date().optional(),
  problem: z.object({ field: z.enum(['takes', 'by']), words: z.string() }).optional(),
});
type Memory = z.infer<typeof Memory>;

/** The form as it opens: with a sentence that can be said at once. */
export function promiseModal(form: PromiseForm): ModalView {
  const { moves, view } = form;
  return draw(form, {
    subject: view.case.wanted === 'callback' ? 'callback' : 'news',
    takes: '2h',
    by: undefined,
    customerZone: moves?.promise.customerZone ?? undefined,
    toldHow: moves?.promise.toldHow ?? undefined,
    what: moves?.promise.what,
  });
}

/** The form with the sentence that goes with what is chosen and typed now. */
export function promiseModalAgain(form: PromiseForm, state: ViewState): ModalView {
  return draw(form, typedIn(state));
}

/** Which case and which promise a form of ours is about. */
export function promiseMemoryOf(privateMetadata: string): Pick<Memory, 'caseId' | 'moves'> {
  return recall(Memory, privateMetadata);
}

function typedIn(state: ViewState): Typed {
  return {
    subject: SUBJECTS.find((subject) => subject === choiceOf(state, 'subject')) ?? 'news',
    takes: textOf(state, 'takes'),
    by: dateTimeOf(state, 'by'),
    customerZone: choiceOf(state, 'customerZone'),
    toldHow: choiceOf(state, 'toldHow'),
    what: textOf(state, 'what'),
  };
}

type Problem = NonNullable<Memory['problem']>;

/** When it is due, or why that cannot be promised. A date that was chosen goes before a duration. */
function dueOf({ calendar, now, timeZone }: PromiseForm, { by, takes }: Typed): { dueAt: Date } | { problem: Problem } {
  if (by) {
    if (by <= now) return { problem: { field: 'by', words: 'Choose a time to come.' } };
    const back = isKeepable(calendar, by) ? undefined : backAt(calendar, by);
    if (!back) return { dueAt: by };
    return {
      problem: {
        field: 'by',
        words: `Nobody of the team is there then. They are back on ${dayAndTime(back, timeZone)}.`,
      },
    };
  }
  const plan = readPlan(takes ?? '');
  if ('problem' in plan) return { problem: { field: 'takes', words: plan.problem } };
  const dueAt = plannedDue(calendar, now, plan);
  return dueAt
    ? { dueAt }
    : { problem: { field: 'takes', words: 'The team has no hours ahead. Choose a date instead.' } };
}

function draw(form: PromiseForm, typed: Typed): ModalView {
  const { view, moves, now } = form;
  const due = dueOf(form, typed);
  const memory = {
    caseId: view.case.id,
    moves: moves?.promise.id,
    takes: typed.takes,
    by: typed.by?.toISOString(),
    ...due,
  };
  const zone = typed.customerZone;
  return modal({
    callbackId: 'promise.new',
    title: moves ? 'Another date' : 'Promise',
    submit: moves ? 'Agreed' : 'Promised',
    privateMetadata: memoryOf(memory),
    blocks: [
      about(view),
      ...(moves ? [plainContext(`Until now: by ${dayAndTime(moves.promise.dueAt, form.timeZone)}`)] : []),
      ...toSay(form, typed, due),
      choice('subject', 'What does the customer get?', {
        options: SUBJECTS.map((subject) => option(subjectName(subject), subject)),
        initial: typed.subject,
        onChange: actionId('promise.form', 'subject'),
      }),
      textInput('takes', 'How long does it take?', {
        initial: typed.takes,
        optional: true,
        maxLength: 200,
        onChange: actionId('promise.form', 'takes'),
        hint: 'Working time: 2h, or steps such as: ask the warehouse 1d, answer 30m. Enter shows the sentence.',
      }),
      dateTime('by', 'Or by when?', { initial: typed.by, optional: true, onChange: actionId('promise.form', 'by') }),
      externalChoice('customerZone', "The customer's time zone", {
        source: 'promise.form-zone',
        onChange: 'promise.form-zone',
        initial: zone === undefined ? undefined : zoneOption(zone, now),
        optional: true,
        placeholder: 'As ours',
      }),
      choice('toldHow', 'Told how?', {
        options: TOLD_HOW.map((how) => option(toldNames[how], how)),
        initial: typed.toldHow,
        optional: true,
      }),
      textInput('what', 'In your words', { initial: typed.what, optional: true, maxLength: MOST_WHAT }),
    ],
  });
}

function toSay(
  { view, now }: PromiseForm,
  { subject, customerZone }: Typed,
  due: ReturnType<typeof dueOf>,
): KnownBlock[] {
  if ('problem' in due) return [plainContext(due.problem.words)];
  const said = { subject, dueAt: due.dueAt, customerZone, teamZone: view.team.timeZone };
  return [richText(paragraph('Say:'), copyable(sentenceFor(said, now)))];
}

const Form = MakePromiseInput.omit({ requestId: true });

/** Reads the form; a duration that was typed and not yet turned into a sentence has to be, so that what is said holds. */
export function readPromise(view: OpenView): Parsed<z.infer<typeof Form>> {
  const { state } = view;
  const memory = recall(Memory, view.privateMetadata);
  const typed = typedIn(state);
  const { subject, toldHow, customerZone } = typed;
  const raw = {
    caseId: memory.caseId,
    moves: memory.moves,
    what: typed.what ?? subjectName(subject),
    dueAt: memory.dueAt,
    toldHow,
    customerZone,
  };
  const errors = timeErrors(memory, typed);
  return Object.keys(errors).length > 0 ? { errors } : checked(Form, raw, state);
}

function timeErrors(memory: Memory, { takes, by }: Typed): FieldErrors {
  if (memory.by !== by?.toISOString()) return { by: 'The sentence above is for another time. Choose the time again.' };
  if (by === undefined && memory.takes !== takes)
    return { takes: 'Press Enter here first: it shows the sentence to say.' };
  if (memory.problem) return { [memory.problem.field]: memory.problem.words };
  return memory.dueAt ? {} : { takes: 'Write how long it takes, or choose a time.' };
}

const KeptMemory = z.object({ promiseId: z.uuid() });

/** For a promise that was kept before anybody said so. */
export function keptAtModal({ promise }: ListedPromise, now: Date): ModalView {
  return modal({
    callbackId: 'promise.keep-at',
    title: 'Kept',
    submit: 'Kept',
    privateMetadata: memoryOf({ promiseId: promise.id }),
    blocks: [
      plainContext(promise.what),
      dateTime('keptAt', 'When was it kept?', {
        initial: promise.dueAt < now ? promise.dueAt : now,
        hint: 'In time counts as kept, although it was said late.',
      }),
    ],
  });
}

export function readKeptAt({ state, privateMetadata }: OpenView): Parsed<{ promiseId: string; keptAt: Date }> {
  const keptAt = dateTimeOf(state, 'keptAt');
  if (!keptAt) return { errors: { keptAt: 'Choose when it was kept.' } };
  return { input: { ...recall(KeptMemory, privateMetadata), keptAt } };
}

export function withdrawModal({ promise }: ListedPromise): ModalView {
  return modal({
    callbackId: 'promise.withdraw',
    title: 'Withdraw promise',
    submit: 'Withdraw',
    close: 'Go back',
    privateMetadata: memoryOf({ promiseId: promise.id }),
    blocks: [
      plainContext(promise.what),
      context('Nobody is reminded of it any more. It counts as neither kept nor broken.'),
    ],
  });
}

export function readWithdrawal({ privateMetadata }: OpenView): Parsed<{ promiseId: string }> {
  return { input: recall(KeptMemory, privateMetadata) };
}

interface ListOptions {
  readonly title: string;
  readonly timeZone: string;
  readonly ifNone: string;
  /** The case of which this is the ledger: more can be promised there. */
  readonly caseId?: string;
}

/** Promises in a list, each with what can be done about it. */
export function promiseListModal(listed: readonly ListedPromise[], options: ListOptions): ModalView {
  const { title, timeZone, ifNone, caseId } = options;
  const more =
    caseId === undefined
      ? []
      : [actions([button('New promise', 'promise.new', { value: caseId, style: 'primary' })], 'new')];
  return modal({
    callbackId: 'promise.list',
    title,
    blocks: [
      ...listed.flatMap((each) => promiseRow(each, timeZone)),
      ...(listed.length === 0 ? [context(ifNone)] : []),
      ...more,
    ],
  });
}
