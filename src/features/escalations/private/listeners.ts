import type { ModalView, Option } from '@slack/types';
import { transaction, type Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import { peopleByIds } from '../../../people/queries.ts';
import { splitValue } from '../../../slack/action-id.ts';
import { option } from '../../../slack/blocks.ts';
import {
  onClickNow,
  onOptions,
  onSubmit,
  type Listener,
  type ViewPort,
  type Surface,
} from '../../../slack/listener.ts';
import { addNote } from '../handling/add-note.ts';
import { caseToChange } from '../case-to-change.ts';
import { caseIdIn, closeAll, show } from '../listeners/case-of-button.ts';
import { historyModal, MOST_HISTORY } from '../modals/case.ts';
import { escalationSoFar } from '../modals/escalate.ts';
import { cancelModal } from '../modals/follow-up.ts';
import { makePromise } from '../promises/make-promise.ts';
import { promisesOfCase } from '../promises/listeners.ts';
import { caseForViewing, caseHistory, lastQuestion } from '../queries.ts';
import { addPrivateDetails } from './add-private-details.ts';
import { askPrivately } from './ask-privately.ts';
import type { PrivateChoice } from './buttons.ts';
import { changeMediator } from './change-mediator.ts';
import { addParty, removeParty } from './change-parties.ts';
import {
  addPartyModal,
  leaveModal,
  mediatorModal,
  readAddedParty,
  readLeaving,
  readMediator,
  readRemovedParty,
  readWords,
  removePartyModal,
  wordsModal,
} from './modals.ts';
import { mediators } from './people.ts';
import { readPrivatePromise } from './promise-form.ts';
import { chosenIn, raisePrivateAgain, raisePrivatelyInstead, readPrivateCase } from './raise-form.ts';
import { raisePrivateCase } from './raise-private-case.ts';
import { reopenPrivateCase } from './reopen-private-case.ts';
import { settleCase } from './settle-case.ts';

const instead = onClickNow('private.instead', async (_ctx, { surface }, views) => {
  if (!surface.view) return;
  const { words, ...memory } = escalationSoFar(surface.view);
  await views.update(raisePrivatelyInstead(memory, words));
});

/** The form says who will see it, by name, as soon as they are chosen. */
async function nameChosen(ctx: Ctx, { view }: Surface, views: ViewPort): Promise<void> {
  if (!view) return;
  const chosen = chosenIn(view);
  const known = await transaction(ctx, (tx) => peopleByIds(tx, ctx, chosen));
  await views.update(
    raisePrivateAgain(
      view,
      chosen.map((slackId) => known.get(slackId)?.name ?? 'a colleague'),
    ),
  );
}

const mediatorChosen = onClickNow('private.mediator-to-be', (ctx, { surface }, views) =>
  nameChosen(ctx, surface, views),
);
const peopleChosen = onClickNow('private.people', (ctx, { surface }, views) => nameChosen(ctx, surface, views));

async function mediatorOptions(ctx: Ctx, typed: string): Promise<readonly Option[]> {
  const able = await transaction(ctx, (tx) => mediators(tx, ctx));
  const wanted = typed.trim().toLowerCase();
  const fitting = able.filter(
    ({ slackId, name }) => slackId !== ctx.actor.slackId && name.toLowerCase().includes(wanted),
  );
  const once = new Map(fitting.map((each) => [each.slackId, each]));
  return [...once.values()].slice(0, 100).map(({ slackId, name, role, teamName }) => {
    return option(name, slackId, `${role}, ${teamName}`);
  });
}

const mediatorMenu = onOptions('private.mediator-to-be', mediatorOptions);
const otherMediators = onOptions('private.mediator-instead', mediatorOptions);

const submitRaise = onSubmit('private.raise', {
  parse: readPrivateCase,
  work: async (ctx, input, { requestId }) => {
    await raisePrivateCase(ctx, { ...input, requestId });
  },
});

const ask = onClickNow('private.ask', async (ctx, { value, surface }, views) => {
  await show(views, surface, wordsModal(await caseToChange(ctx, caseIdIn(value), 'case.ask-private', 'ask'), 'ask'));
});

const details = onClickNow('private.details', async (ctx, { value, surface }, views) => {
  const view = await caseToChange(ctx, caseIdIn(value), 'case.details-private', 'details');
  const asked = view.case.state === 'waiting' ? await lastQuestion(ctx, view.case.id) : undefined;
  await show(views, surface, wordsModal(view, asked ? 'answer' : 'details', asked?.text));
});

const note = onClickNow('private.note', async (ctx, { value, surface }, views) => {
  await show(views, surface, await forms.note(ctx, caseIdIn(value)));
});

const settle = onClickNow('private.resolve', async (ctx, { value, surface }, views) => {
  const view = await caseToChange(ctx, caseIdIn(value), 'case.resolve-private', 'resolve');
  await show(views, surface, wordsModal(view, 'settle'));
});

const reopen = onClickNow('private.reopen', async (ctx, { value, surface }, views) => {
  const view = await caseToChange(ctx, caseIdIn(value), 'case.reopen-private', 'reopenPrivately');
  await show(views, surface, wordsModal(view, 'reopen'));
});

const add = onClickNow('private.add', async (ctx, { value, surface }, views) => {
  await show(views, surface, addPartyModal(await caseToChange(ctx, caseIdIn(value), 'case.add-party', 'note')));
});

const mediator = onClickNow('private.mediator', async (ctx, { value, surface }, views) => {
  await show(views, surface, await forms.mediator(ctx, caseIdIn(value)));
});

/** The menu behind three dots: `<choice>:<case id>`. */
const more = onClickNow('private.more', async (ctx, { value, surface }, views) => {
  const [choice, caseId] = splitValue(value);
  if (!isChoice(choice)) throw new UserError('That is not on offer any more. Open the case with `/case list mine`.');
  await show(views, surface, await forms[choice](ctx, caseIdIn(caseId)));
});

const forms: Readonly<Record<PrivateChoice, (ctx: Ctx, caseId: string) => Promise<ModalView>>> = {
  mediator: async (ctx, caseId) => mediatorModal(await caseToChange(ctx, caseId, 'case.change-mediator', 'handOver')),
  remove: async (ctx, caseId) => {
    const form = removePartyModal(await caseToChange(ctx, caseId, 'case.remove-party', 'note'));
    if (!form) throw new UserError('There is nobody to take out.');
    return form;
  },
  promise: (ctx, caseId) => promisesOfCase(ctx, caseId),
  note: async (ctx, caseId) => wordsModal(await caseToChange(ctx, caseId, 'case.note-private', 'note'), 'note'),
  history: async (ctx, caseId) => {
    const view = await caseForViewing(ctx, caseId);
    return historyModal(view, await caseHistory(ctx, caseId, MOST_HISTORY + 1));
  },
  withdraw: async (ctx, caseId) => cancelModal(await caseToChange(ctx, caseId, 'case.cancel-private', 'cancel'), true),
  leave: async (ctx, caseId) =>
    leaveModal(await caseToChange(ctx, caseId, 'case.leave-private', 'note'), ctx.actor.slackId),
};

function isChoice(choice: string): choice is PrivateChoice {
  return Object.hasOwn(forms, choice);
}

const submitAsk = onSubmit('private.ask', {
  parse: readWords,
  after: closeAll,
  work: async (ctx, input, { requestId }) => {
    await askPrivately(ctx, { ...input, requestId });
  },
});

const submitDetails = onSubmit('private.details', {
  parse: readWords,
  after: closeAll,
  work: async (ctx, input, { requestId }) => {
    await addPrivateDetails(ctx, { ...input, requestId });
  },
});

const submitNote = onSubmit('private.note', {
  parse: readWords,
  after: closeAll,
  work: async (ctx, input, { requestId }) => {
    await addNote(ctx, { ...input, requestId });
  },
});

const submitSettlement = onSubmit('private.resolve', {
  parse: readWords,
  after: closeAll,
  work: async (ctx, input, { requestId }) => {
    await settleCase(ctx, { ...input, requestId });
  },
});

const submitReopening = onSubmit('private.reopen', {
  parse: readWords,
  after: closeAll,
  work: async (ctx, input, { requestId }) => {
    await reopenPrivateCase(ctx, { ...input, requestId });
  },
});

const submitPromise = onSubmit('private.promise', {
  parse: readPrivatePromise,
  work: async (ctx, input, { requestId }) => {
    await makePromise(ctx, { ...input, requestId });
  },
});

const submitParty = onSubmit('private.add', {
  parse: readAddedParty,
  after: closeAll,
  work: async (ctx, input, { requestId }) => {
    await addParty(ctx, { ...input, requestId });
  },
});

const submitRemoval = onSubmit('private.remove', {
  parse: readRemovedParty,
  after: closeAll,
  work: async (ctx, input, { requestId }) => {
    await removeParty(ctx, { ...input, requestId });
  },
});

const submitLeaving = onSubmit('private.leave', {
  parse: readLeaving,
  after: closeAll,
  work: async (ctx, { caseId }, { requestId }) => {
    await removeParty(ctx, { caseId, slackId: ctx.actor.slackId, requestId });
  },
});

const submitMediator = onSubmit('private.mediator', {
  parse: readMediator,
  after: closeAll,
  work: async (ctx, input, { requestId }) => {
    await changeMediator(ctx, { ...input, requestId });
  },
});

export const privateListeners: readonly Listener[] = [
  instead,
  mediatorChosen,
  peopleChosen,
  mediatorMenu,
  otherMediators,
  submitRaise,
  ask,
  details,
  note,
  settle,
  reopen,
  add,
  mediator,
  more,
  submitAsk,
  submitDetails,
  submitNote,
  submitSettlement,
  submitReopening,
  submitPromise,
  submitParty,
  submitRemoval,
  submitLeaving,
  submitMediator,
];
