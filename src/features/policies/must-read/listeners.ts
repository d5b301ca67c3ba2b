import type { ModalView } from '@slack/types';
import { type Ctx, transaction } from '../../../core/context.ts';
import type { UserError } from '../../../core/errors.ts';
import { may, requireMay } from '../../../people/permissions.ts';
import { splitValue } from '../../../slack/action-id.ts';
import { inline } from '../../../slack/mrkdwn.ts';
import {
  type Click,
  type Listener,
  onClick,
  onClickNow,
  onOptions,
  onSubmit,
  type OpenView,
  type ShowAnswer,
} from '../../../slack/listener.ts';
import { teamOptions } from '../library/pages/team-options.ts';
import { pageIn, showIn, workingModal } from '../library/windows/window-parts.ts';
import { acknowledge } from './readers/acknowledge.ts';
import { askToRead, openOf } from './asking/ask.ts';
import { askPage } from './asking/ask-page.ts';
import { endMustRead } from './end.ts';
import { exportReaders } from './readers/export-readers.ts';
import { BEGINNING, mustReadIds as ids, SINCE } from './ids.ts';
import { mustReadList } from './must-read-list.ts';
import { readToTheEnd } from './readers/read-to-the-end.ts';
import { readersPage } from './readers/readers-page.ts';
import { remindAgain } from './sending/remind-again.ts';
import { type AskForm, askFormFrom, askModal, parseAsk } from './windows/ask-form.ts';
import { mustReadsWindow } from './windows/list-window.ts';
import { readersWindow } from './windows/readers-window.ts';
import { readingWindow } from './windows/reading-window.ts';
import { peopleText } from './words.ts';

/** The form, as it begins; `againOf` is an earlier must-read of the policy. While people are asked already, how that stands. */
export async function openForm(ctx: Ctx, policyId: string, againOf?: string): Promise<ModalView> {
  const open = await transaction(ctx, (tx) => openOf(tx, ctx, policyId));
  if (open) return readersWindow(await readersPage(ctx, open.id), { note: 'People are asked to read it already.' });
  const again = againOf !== undefined && againOf !== '' ? { againOf } : {};
  const { page, beginning } = await askPage(ctx, { policyId, ...again });
  const quote = beginning.quote === SINCE && !page.since ? BEGINNING : beginning.quote;
  return askModal(page, { policyId, ...again, deadline: '', ...beginning, quote });
}

/** The form as it was filled in. */
async function formAgain(ctx: Ctx, form: AskForm, problem?: UserError): Promise<ModalView> {
  const { policyId, audience, againOf } = form;
  const { page } = await askPage(ctx, { policyId, audience, ...(againOf !== undefined && { againOf }) });
  return askModal(page, form, problem);
}

const recount = async (ctx: Ctx, { surface }: Click, views: { update(view: ModalView): Promise<boolean> }) => {
  if (surface.view) await views.update(await formAgain(ctx, askFormFrom(surface.view)));
};

const asking: readonly Listener[] = [
  onClickNow(ids.ask, async (ctx, { value, surface }, views) => {
    const [policyId, againOf] = splitValue(value);
    await showIn(surface, views, await openForm(ctx, policyId, againOf));
  }),
  onOptions(ids.teams, async (ctx, typed) => {
    const asks = ctx.actor.memberships.some(({ teamId }) => may(ctx.actor, 'policy.must-read', { teamId }));
    return asks ? teamOptions(ctx, typed) : [];
  }),
  onClickNow(ids.teams, recount),
  onClickNow(ids.roles, recount),
  onSubmit(ids.ask, {
    parse: parseAsk,
    after: () => ({ update: workingModal('Have people read it') }),
    work: async (ctx, { policyId, audience, deadline, quote, note, since }, { requestId }) => {
      const isSince = quote === SINCE && since !== undefined;
      const chosen = quote === BEGINNING || quote === SINCE ? null : quote;
      return askToRead(ctx, {
        policyId,
        audience,
        deadline,
        anchor: chosen,
        sinceRevisionId: isSince ? since : null,
        note: note === '' ? null : note,
        submission: requestId,
      });
    },
    show: async (ctx, outcome, { view }, views) => {
      if ('refused' in outcome) return views.update(await refusedForm(ctx, view, outcome.refused));
      const { mustRead, count } = outcome.done;
      return views.update(readersWindow(await readersPage(ctx, mustRead.id), { done: askedText(count) }));
    },
  }),
];

function askedText(count: number): string {
  return `${peopleText(count)} ${count === 1 ? 'is' : 'are'} asked, each when they are at work.`;
}

async function refusedForm(ctx: Ctx, view: OpenView, problem: UserError): Promise<ModalView> {
  return formAgain(ctx, askFormFrom(view), problem);
}

const reading: readonly Listener[] = [
  onClick(
    ids.acknowledge,
    async (ctx, { value, surface }) => {
      const { isRepeated, revision } = await acknowledge(ctx, value);
      // Where the click was, the message says it: only a window has to be told.
      const isSeen = surface.view === undefined && !isRepeated;
      return isSeen ? undefined : { text: `You have read “${inline(revision.title)}”.` };
    },
    async (ctx, outcome, { value, surface }, views) => {
      if (surface.view?.type !== 'modal' || 'refused' in outcome) return false;
      return views.update(readingWindow(await readToTheEnd(ctx, value, Number.MAX_SAFE_INTEGER)));
    },
  ),
  onClickNow(ids.read, async (ctx, { value, surface }, views) => {
    const [id, page] = splitValue(value);
    await showIn(surface, views, readingWindow(await readToTheEnd(ctx, id, Number(page))));
  }),
];

/** In the window of the must-read: as it is now, and what came of it. */
const showReaders: ShowAnswer = async (ctx, outcome, { value, surface }, views) => {
  if (surface.view?.type !== 'modal' || 'refused' in outcome) return false;
  return views.update(readersWindow(await readersPage(ctx, value), { done: outcome.done?.text }));
};

const following: readonly Listener[] = [
  onClickNow(ids.open, async (ctx, { value, surface }, views) =>
    showIn(surface, views, readersWindow(await readersPage(ctx, value))),
  ),
  onClickNow(ids.list, async (ctx, { value, surface }, views) => {
    requireMay(ctx, 'policy.look-up', {});
    await showIn(surface, views, mustReadsWindow(await mustReadList(ctx, pageIn(value))));
  }),
  onClick(
    ids.remind,
    async (ctx, { value }) => {
      const count = await remindAgain(ctx, value);
      return {
        text: `${peopleText(count)} ${count === 1 ? 'is' : 'are'} reminded once more, each when they are at work.`,
      };
    },
    showReaders,
  ),
  onClick(
    ids.end,
    async (ctx, { value }) => {
      await endMustRead(ctx, value);
      return { text: 'Ended: nobody has to read it any more.' };
    },
    showReaders,
  ),
  onClick(
    ids.export,
    async (ctx, { value }) => {
      await exportReaders(ctx, value);
      return { text: 'The file is on its way, in your direct messages.' };
    },
    showReaders,
  ),
];

export const mustReadListeners: readonly Listener[] = [...asking, ...reading, ...following];
