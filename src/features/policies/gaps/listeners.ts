import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { type Ctx, transaction } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import {
  type Listener,
  onClick,
  onClickNow,
  onOptions,
  onSubmit,
  type OpenView,
  type Parsed,
  type Surface,
} from '../../../slack/listener.ts';
import { splitValue } from '../../../slack/action-id.ts';
import { requireMay } from '../../../people/permissions.ts';
import { inline } from '../../../slack/mrkdwn.ts';
import { changeForm } from '../library/listeners/draft.ts';
import { pageIn, showIn, workingModal } from '../library/windows/window-parts.ts';
import { showNotice } from '../look-up/answer/answer-views.ts';
import { requireReader } from '../look-up/finding/look-up.ts';
import { askedOf, lookUpIds } from '../look-up/ids.ts';
import { answerGap, type Fate } from './answering/answer-gap.ts';
import { askAgain } from './asking/ask-again.ts';
import { askOwner } from './asking/ask-owner.ts';
import { closeGap } from './answering/close-gap.ts';
import { passageChosen, passagesToName, peopleOptions, pointAgain } from './answering/find-options.ts';
import { type GapPage, gapPage } from './gap-page.ts';
import { handOn } from './waiting/hand-on.ts';
import { gapIds as ids, gapName } from './ids.ts';
import { listGaps } from './list-gaps.ts';
import { names } from './asking/owner-message.ts';
import { openPolicyRow } from './open-policy.ts';
import { type Added, addToPolicy } from './answering/add-to-policy.ts';
import { pointToPolicy } from './answering/point-to-policy.ts';
import { takeSuggestion } from './answering/suggestion.ts';
import { askedText } from './words.ts';
import { addQuestionModal, parseAddQuestion } from './windows/add-question-form.ts';
import {
  type AnswerForm,
  answerModal,
  type CloseForm,
  closeModal,
  doneModal,
  type HandOnForm,
  handOnModal,
  parseAnswer,
  parseClose,
  parseHandOn,
  parsePassage,
  passageModal,
} from './windows/forms.ts';
import { gapWindow, lateWindow } from './windows/gap-window.ts';
import { gapsWindow } from './windows/gaps-window.ts';
import { readWeek } from './week/read-week.ts';
import { weekWindow } from './week/week-message.ts';

/** Everything that is pressed, chosen and sent about gaps. */
export const gapListeners: readonly Listener[] = [
  onClick(
    lookUpIds.ask,
    async (ctx, { value }) => {
      requireReader(ctx);
      return { text: askedText(await askOwner(ctx, askedOf(value)), ctx.actor) };
    },
    showNotice,
  ),
  opensForm(ids.answer, answerModal),
  opensForm(ids.inPolicy, passageModal),
  opensForm(ids.handOn, handOnModal),
  opensForm(ids.close, closeModal),
  gapForm(ids.answer, {
    title: 'Answer',
    parse: parseAnswer,
    work: async (ctx, form) => {
      await answerGap(ctx, form);
      return toldOf(ctx, form.gapId, FATE_TEXTS[form.becomes]);
    },
    words: ({ answer }) => answer,
    again: onPage<AnswerForm>(answerModal),
  }),
  gapForm(ids.inPolicy, {
    title: 'It is in a policy',
    parse: parsePassage,
    work: async (ctx, form) => {
      await pointToPolicy(ctx, form);
      return toldOf(ctx, form.gapId);
    },
    words: ({ note }) => note,
    again: pointAgain,
  }),
  gapForm(ids.handOn, {
    title: 'Not mine',
    parse: parseHandOn,
    work: async (ctx, form) => {
      const { gap } = await handOn(ctx, form);
      return { said: `${gapName(gap)} is handed on.`, next: [] };
    },
    words: ({ note }) => note,
    again: onPage<HandOnForm>(handOnModal),
  }),
  gapForm(ids.close, {
    title: 'No answer needed',
    parse: parseClose,
    work: async (ctx, form) => {
      await closeGap(ctx, form);
      return toldOf(ctx, form.gapId);
    },
    words: ({ because }) => because,
    again: onPage<CloseForm>(closeModal),
  }),
  onClickNow(ids.open, async (ctx, { value, surface }, views) => {
    const view = gapWindow(await gapPage(ctx, value));
    await (surface.view?.type === 'modal' ? views.push(view) : views.open(view));
  }),
  onClickNow(ids.list, async (ctx, { value, surface }, views) =>
    showIn(surface, views, await gapsView(ctx, pageIn(value))),
  ),
  onClickNow(ids.makeDraft, async (ctx, { value, surface }, views) => {
    const [gapId, title] = splitValue(value);
    await showIn(surface, views, await changeForm(ctx, await takeSuggestion(ctx, gapId, title)));
  }),
  onClick(ids.askAgain, async (ctx, { value }) => ({ text: askedText(await askAgain(ctx, value), ctx.actor) })),
  onOptions(ids.passages, (ctx, typed, surface) => passagesToName(ctx, typed, memoryOf(surface))),
  onOptions(ids.people, (ctx, typed, surface) => peopleOptions(ctx, typed, memoryOf(surface).gapId ?? '')),
  onClickNow(ids.week, async (ctx, { value, surface }, views) => showIn(surface, views, await weekView(ctx, value))),
  onClickNow(ids.addQuestion, async (_ctx, { value, surface }, views) =>
    showIn(surface, views, addQuestionModal(value)),
  ),
  onSubmit(ids.addQuestion, {
    parse: parseAddQuestion,
    after: () => ({ update: workingModal('Add to a policy') }),
    work: async (ctx, form) => {
      const { revision, readers } = await addToPolicy(ctx, form);
      return ADDED_TEXTS[readers](inline(revision.title));
    },
    show: async (ctx, outcome, { view }, views) => {
      if ('done' in outcome) return views.update(doneModal('Add to a policy', outcome.done));
      const { question, passageId } = inputOf(parseAddQuestion(view));
      return views.update(addQuestionModal(question, outcome.refused, await passageChosen(ctx, passageId)));
    },
  }),
];

const ADDED_TEXTS: Readonly<Record<Added['readers'], (title: string) => string>> = {
  all: (title) => `The next search with these words finds *${title}*.`,
  some: (title) =>
    `The next search with these words finds *${title}*, for those who may read it. Not everybody who looked it up may.`,
  none: (title) =>
    `*${title}* is found by these words now, by those who may read it. Whoever looked it up may not: they still find nothing.`,
};

/** The list of what this person may see, a page of it. */
export async function gapsView(ctx: Ctx, page = 0): Promise<ModalView> {
  const { slackId, timeZone } = ctx.actor;
  return gapsWindow(await listGaps(ctx, page), { slackId, timeZone, now: ctx.clock.now() });
}

const WeekSpan = z.tuple([z.coerce.date(), z.coerce.date(), z.coerce.number().int()]);

/** All that this person was told of a week, as it is now; anybody can forge the value, and sees no more than their own. */
async function weekView(ctx: Ctx, value: string): Promise<ModalView> {
  requireMay(ctx, 'policy.look-up', {});
  const read = WeekSpan.safeParse(value.split('|'));
  if (!read.success) throw new UserError('This list is too old to be shown.');
  const [since, until, page] = read.data;
  const week = await transaction(ctx, (tx) => readWeek(tx, ctx, { since, until }));
  return weekWindow(week, { since, until, timeZone: ctx.actor.timeZone, now: ctx.clock.now() }, page);
}

const FATE_TEXTS: Readonly<Record<Fate, string>> = {
  publish: ' It is a policy now: the next search finds it.',
  review: ' A manager has it for review; whoever asked hears when it is published.',
  draft: ' You go on writing it; whoever asked hears when it is published.',
  suggest: ' A manager has it, as a suggestion for a policy.',
  only: '',
};

/** What came of a form. */
interface FormEnd {
  /** In a sentence. */
  readonly said: string;
  /** Where to go on. */
  readonly next: readonly KnownBlock[];
}

async function toldOf(ctx: Ctx, gapId: string, more = ''): Promise<FormEnd> {
  const { askers, policy, isComing } = await gapPage(ctx, gapId);
  const others = askers.filter(({ slackId }) => slackId !== ctx.actor.slackId);
  const told = others.length === 0 ? '' : `${names(others)} ${others.length > 1 ? 'were' : 'was'} told.`;
  return { said: `${told}${more}`.trim() || 'Done.', next: openPolicyRow(policy, isComing) };
}

/** A button that opens a form, for whoever may answer; a gap that was settled is shown as it is. */
function opensForm(key: string, form: (page: GapPage) => ModalView): Listener {
  return onClickNow(key, async (ctx, { value, surface }, views) => {
    const page = await gapPage(ctx, value);
    const { team, gap } = page;
    requireMay(ctx, 'policy.answer-gap', { teamId: team.id, teamName: team.name, owner: gap.owner });
    await showIn(surface, views, gap.state === 'open' ? form(page) : gapWindow(page));
  });
}

interface GapForm<Input> {
  readonly title: string;
  readonly parse: (view: OpenView) => Parsed<Input>;
  readonly work: (ctx: Ctx, input: Input) => Promise<FormEnd>;
  /** What of it is in somebody's own words. */
  readonly words: (form: Input) => string;
  readonly again: (ctx: Ctx, form: Input, problem: UserError) => Promise<ModalView>;
}

function onPage<Input extends { readonly gapId: string }>(
  form: (page: GapPage, filledIn: Input, problem: UserError) => ModalView,
): GapForm<Input>['again'] {
  return async (ctx, filledIn, problem) => form(await gapPage(ctx, filledIn.gapId), filledIn, problem);
}

/** A form that stays open until it is certain how it went; where somebody else was first, it ends with what was typed in it. */
function gapForm<Input extends { readonly gapId: string }>(
  key: string,
  { title, parse, work, words, again }: GapForm<Input>,
): Listener {
  return onSubmit<Input, FormEnd>(key, {
    parse,
    work,
    after: () => ({ update: workingModal(title) }),
    show: async (ctx, outcome, { view }, views) => {
      if ('done' in outcome) return views.update(doneModal(title, outcome.done.said, outcome.done.next));
      const form = inputOf(parse(view));
      const page = await gapPage(ctx, form.gapId);
      if (page.gap.state !== 'open') return views.update(lateWindow(page, outcome.refused, words(form)));
      return views.update(await again(ctx, form, outcome.refused));
    },
  });
}

function inputOf<Input>(parsed: Parsed<Input>): Input {
  if ('input' in parsed) return parsed.input;
  throw new UserError('Something in the form is missing. Please close it and open it again.');
}

const Memory = z.object({ gapId: z.string(), question: z.string() }).partial();

/** What the form that is open is about; anybody can forge it. */
function memoryOf({ view }: Surface): z.infer<typeof Memory> {
  try {
    return Memory.parse(JSON.parse(view?.privateMetadata ?? '{}'));
  } catch {
    return {};
  }
}
