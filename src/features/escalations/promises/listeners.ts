import type { ModalView } from '@slack/types';
import { transaction, type Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import { teamCalendar } from '../../../people/calendar/team-calendar.ts';
import { zoneOptions } from '../../../people/choices.ts';
import { splitValue } from '../../../slack/action-id.ts';
import {
  onClick,
  onClickNow,
  onOptions,
  onSubmit,
  type Listener,
  type Surface,
  type ViewPort,
} from '../../../slack/listener.ts';
import { caseToChange } from '../case-to-change.ts';
import { answer, caseFor, caseIdIn, isShownThere, show } from '../listeners/case-of-button.ts';
import { privatePromiseModal } from '../private/promise-form.ts';
import { caseForViewing } from '../queries.ts';
import { keepPromise } from './keep-promise.ts';
import { makePromise } from './make-promise.ts';
import type { PromiseChoice } from './messages.ts';
import {
  keptAtModal,
  promiseListModal,
  promiseMemoryOf,
  promiseModal,
  promiseModalAgain,
  readKeptAt,
  readPromise,
  readWithdrawal,
  withdrawModal,
  type PromiseForm,
} from './modals.ts';
import { ledgerOf, listPromises, promiseById, type ListedPromise, type PromiseScope } from './queries.ts';
import { withdrawPromise } from './withdraw-promise.ts';

async function formFor(ctx: Ctx, caseId: string, moves?: ListedPromise): Promise<PromiseForm> {
  const view = await caseToChange(ctx, caseId, 'case.promise', 'promise');
  const { calendar } = await transaction(ctx, (tx) => teamCalendar(tx, ctx, view.case.teamId));
  return { view, calendar, now: ctx.clock.now(), timeZone: ctx.actor.timeZone, moves };
}

/** What a case has promised, or, where nothing of it is owed any more, the form for the next promise. */
export async function promisesOfCase(ctx: Ctx, caseId: string): Promise<ModalView> {
  const ledger = await ledgerOf(ctx, caseId);
  const isOwed = ledger.some(({ promise }) => promise.keptAt === null && ['open', 'broken'].includes(promise.state));
  return isOwed ? ledgerModal(ctx, caseId, ledger) : newPromise(ctx, caseId);
}

/** A private case has no customer to say a sentence to. */
async function newPromise(ctx: Ctx, caseId: string): Promise<ModalView> {
  const form = await formFor(ctx, caseId);
  return form.view.case.isPrivate ? privatePromiseModal(form.view) : promiseModal(form);
}

function ledgerModal(ctx: Ctx, caseId: string, ledger: readonly ListedPromise[]): ModalView {
  const title = `Promises of #${ledger[0]?.case.number ?? ''}`;
  return promiseListModal(ledger, { title, timeZone: ctx.actor.timeZone, ifNone: 'There are none.', caseId });
}

/** What is owed to customers: by this person, or by the teams whose cases they see. */
export async function promiseList(ctx: Ctx, scope: PromiseScope): Promise<ModalView> {
  const listed = await listPromises(ctx, scope);
  const title = scope === 'mine' ? 'Your promises' : 'Promises of your team';
  return promiseListModal(listed, {
    title,
    timeZone: ctx.actor.timeZone,
    ifNone: 'Nothing is promised that is still open.',
  });
}

const ledger = onClickNow('promise.ledger', async (ctx, { value, surface }, views) => {
  await show(views, surface, await promisesOfCase(ctx, caseIdIn(value)));
});

const fresh = onClickNow('promise.new', async (ctx, { value, surface }, views) => {
  await show(views, surface, await newPromise(ctx, caseIdIn(value)));
});

async function redraw(ctx: Ctx, surface: Surface, views: ViewPort): Promise<void> {
  if (!surface.view) return;
  const { caseId, moves } = promiseMemoryOf(surface.view.privateMetadata);
  const form = await formFor(ctx, caseId, moves === undefined ? undefined : await requireListed(ctx, moves));
  await views.update(promiseModalAgain(form, surface.view.state));
}

const changed = onClickNow('promise.form', (ctx, { surface }, views) => redraw(ctx, surface, views));
const zoneChanged = onClickNow('promise.form-zone', (ctx, { surface }, views) => redraw(ctx, surface, views));
const zones = onOptions('promise.form-zone', async (ctx, typed) => [
  ...zoneOptions(typed, ctx.actor.timeZone, ctx.clock.now()),
]);

/** It stands on the form it was opened from, which goes on with what was typed there. */
const submit = onSubmit('promise.new', {
  parse: readPromise,
  work: async (ctx, input, { requestId }) => {
    await makePromise(ctx, { ...input, requestId });
  },
});

const keep = onClick('promise.keep', async (ctx, { value, surface }) => {
  const { state } = await keepPromise(ctx, { promiseId: promiseIdIn(value) });
  if (isShownThere(surface)) return undefined;
  return answer(state === 'kept' ? 'Noted: the promise is kept.' : 'Noted: the promise was kept, but late.');
});

const keepAt = onClickNow('promise.keep-at', async (ctx, { value, surface }, views) => {
  await show(views, surface, keptAtModal(await requireListed(ctx, promiseIdIn(value)), ctx.clock.now()));
});

const submitKeepAt = onSubmit('promise.keep-at', {
  parse: readKeptAt,
  after: () => 'close-all',
  work: async (ctx, input) => {
    await keepPromise(ctx, input);
  },
});

const submitWithdrawal = onSubmit('promise.withdraw', {
  parse: readWithdrawal,
  after: () => 'close-all',
  work: async (ctx, input) => {
    await withdrawPromise(ctx, input);
  },
});

const more = onClickNow('promise.more', async (ctx, { value, surface }, views) => {
  const [choice, promiseId] = splitValue(value);
  if (!isChoice(choice)) throw outOfDate();
  await show(views, surface, await forms[choice](ctx, await requireListed(ctx, promiseIdIn(promiseId))));
});

const forms: Readonly<Record<PromiseChoice, (ctx: Ctx, listed: ListedPromise) => Promise<ModalView>>> = {
  'kept-at': async (ctx, listed) => keptAtModal(listed, ctx.clock.now()),
  move: async (ctx, listed) => promiseModal(await formFor(ctx, listed.case.id, listed)),
  withdraw: async (_ctx, listed) => withdrawModal(listed),
  case: async (ctx, listed) => caseFor(ctx, await caseForViewing(ctx, listed.case.id)),
};

function isChoice(choice: string): choice is PromiseChoice {
  return Object.hasOwn(forms, choice);
}

/** Values of buttons can be forged, or be those of an older version. */
function promiseIdIn(value: string): string {
  if (!/^[0-9a-f-]{36}$/.test(value)) throw outOfDate();
  return value;
}

async function requireListed(ctx: Ctx, promiseId: string): Promise<ListedPromise> {
  const found = await promiseById(ctx, promiseId);
  if (!found) throw new UserError('There is no such promise, or it is not yours to see.');
  return found;
}

function outOfDate(): UserError {
  return new UserError('This button is out of date. Type `/case promises`.');
}

export const promiseListeners: readonly Listener[] = [
  ledger,
  fresh,
  changed,
  zoneChanged,
  zones,
  submit,
  keep,
  keepAt,
  submitKeepAt,
  more,
  submitWithdrawal,
];
