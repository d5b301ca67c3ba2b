import type { ActionsBlockElement, KnownBlock, RichTextElement } from '@slack/types';
import { dayAndTime } from '../../../core/local-time.ts';
import { actionId } from '../../../slack/action-id.ts';
import { actions, button, context, header, option, overflow, plainSection } from '../../../slack/blocks.ts';
import { bold, moment, paragraph, richText } from '../../../slack/rich-text.ts';
import type { CaseView } from '../case-view.ts';
import { at, snippet } from '../messages/parts.ts';
import type { ListedPromise } from './queries.ts';
import type { LedgerPromise, PromiseState, ToldHow } from './tables.ts';

/** Lines for card, status message and case: what is promised next, and what was not kept. */
export function promiseFacts(view: CaseView): readonly (readonly [string, string | RichTextElement | null])[] {
  const { promisedBy } = view.case;
  const open = view.promises.filter(({ state }) => state === 'open');
  const broken = view.promises.find(({ state }) => state === 'broken');
  const more = open.length > 1 ? ` (${open.length} in all)` : '';
  return [
    ['Promised', open[0] ? `${snippet(open[0].what, 120)}${more}` : null],
    ['Promised by', promisedBy && at(promisedBy, view)],
    ['Promise broken', broken ? at(broken.dueAt, view) : null],
  ];
}

/** In the forms that close a case: what the customer still waits for. Nothing where no promise is open. */
export function openPromisesWarning(view: CaseView): KnownBlock[] {
  const open = view.promises.filter(({ state }) => state === 'open');
  const [next] = open;
  if (!next) return [];
  const which = open.length === 1 ? 'A promise is' : `${open.length} promises are`;
  const by = dayAndTime(next.dueAt, next.customerZone ?? view.team.timeZone);
  return [
    plainSection(
      `${which} still open: ${snippet(next.what, 120)}, by ${by}. Closing the case keeps it open, and you are reminded.`,
      button('See promises', 'promise.ledger', { value: view.case.id }),
    ),
  ];
}

/** In the resolve form: a way to promise more without leaving it. */
export function promiseMore(view: CaseView): ActionsBlockElement {
  return button('Promise the customer something more', 'promise.new', { value: view.case.id });
}

export const toldNames: Readonly<Record<ToldHow, string>> = {
  phone: 'By phone',
  email: 'By e-mail',
  chat: 'By chat',
  'in-person': 'In person',
};

const stateNames: Readonly<Record<PromiseState, string>> = {
  open: 'open',
  kept: 'kept',
  broken: 'broken',
  moved: 'moved to another date',
  withdrawn: 'withdrawn',
};

/** A promise in a list, with what can be done about it. */
export function promiseRow({ promise, case: of, keeperName }: ListedPromise, timeZone: string): KnownBlock[] {
  const { what, dueAt, toldHow, customerZone } = promise;
  const due = moment(dueAt, '{date_short_pretty} {time}', dayAndTime(dueAt, timeZone));
  const theirs = customerZone ? ` (${dayAndTime(dueAt, customerZone)} for the customer)` : '';
  const told = toldHow ? ` · ${toldNames[toldHow].toLowerCase()}` : '';
  const about = `#${of.number} ${snippet(of.summary, 100)} · ${keeperName ?? 'A colleague'} sees to it${told} · ${standing(promise)}`;
  const line = richText(paragraph(bold(snippet(what)), '  by ', due, theirs, `\n${about}`));
  return canBeSettled(promise) ? [line, actions(promiseButtons(promise), `promise:${promise.id}`)] : [line];
}

function standing({ state, keptAt }: LedgerPromise): string {
  return state === 'broken' && keptAt !== null ? 'kept late' : stateNames[state];
}

function canBeSettled({ state, keptAt }: LedgerPromise): boolean {
  return state === 'open' || (state === 'broken' && keptAt === null);
}

function promiseButtons({ id, state, what }: LedgerPromise): ActionsBlockElement[] {
  const choices = state === 'open' ? (['kept-at', 'move', 'withdraw', 'case'] as const) : (['case'] as const);
  const kept =
    state === 'open'
      ? button('Kept', actionId('promise.keep', id), {
          value: id,
          style: 'primary',
          spoken: `Kept: ${snippet(what, 60)}`,
        })
      : button('Kept after all', actionId('promise.keep-at', id), { value: id });
  return [
    kept,
    overflow(
      actionId('promise.more', id),
      choices.map((choice) => option(choiceNames[choice], `${choice}:${id}`)),
    ),
  ];
}

export type PromiseChoice = 'kept-at' | 'move' | 'withdraw' | 'case';

const choiceNames: Readonly<Record<PromiseChoice, string>> = {
  'kept-at': 'Kept earlier',
  move: 'Agree on another date',
  withdraw: 'Withdraw',
  case: 'Open the case',
};

/** On App Home: what this person owes to customers, the next first. */
export function promisesHome(owed: readonly ListedPromise[], timeZone: string): KnownBlock[] {
  if (owed.length === 0) return [];
  const rows = owed.slice(0, MOST_ON_HOME).map((listed) => homeRow(listed, timeZone));
  const more = owed.length > MOST_ON_HOME ? [context('There are more: type `/case promises`.')] : [];
  return [header('Your promises'), ...rows, ...more];
}

export const MOST_ON_HOME = 5;

function homeRow({ promise, case: of }: ListedPromise, timeZone: string): KnownBlock {
  const { id, what, dueAt, state } = promise;
  const by = `${state === 'broken' ? 'Broken: was due' : 'By'} ${dayAndTime(dueAt, timeZone)}`;
  const text = `${by}\n${snippet(what)} · #${of.number} ${snippet(of.summary, 100)}`;
  const settle =
    state === 'open'
      ? button('Kept', actionId('promise.keep', id), { value: id, spoken: `Kept: case ${of.number}` })
      : button('Kept after all', actionId('promise.keep-at', id), {
          value: id,
          spoken: `Kept after all: case ${of.number}`,
        });
  return plainSection(text, settle);
}
