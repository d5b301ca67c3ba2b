import type { Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import { botFor } from '../../../people/installation.ts';
import {
  onClick,
  onClickNow,
  onCommand,
  onMessageShortcut,
  onShortcut,
  onSubmit,
  type EscalatedMessage,
  type Listener,
  type Surface,
  type ViewPort,
} from '../../../slack/listener.ts';
import { readEscalateText, type EscalateText } from '../raising/command-text.ts';
import { caseOfMessage } from '../raising/escalated-message.ts';
import type { MessageSource } from '../inputs.ts';
import { alreadyEscalated } from '../messages/receipt.ts';
import { escalateModal, escalateModalAgain, readEscalation, wordsInForm, wordsToEscalate } from '../modals/escalate.ts';
import { raisePrivateModal } from '../private/raise-form.ts';
import { raiseCase } from '../raising/raise-case.ts';
import { replyText } from '../thread/reply-text.ts';
import { sendTestEscalation } from '../raising/send-test-escalation.ts';
import { teamsToEscalateTo } from '../raising/teams-to-escalate-to.ts';
import { caseFor, show } from './case-of-button.ts';
import { mayAnswerIt } from './suggested.ts';

interface Start {
  readonly text?: EscalateText;
  readonly source?: MessageSource;
}

async function openForm(ctx: Ctx, surface: Surface, views: ViewPort, start: Start = {}): Promise<Message | undefined> {
  // Side by side, so that the form opens no later for it.
  const suggesting = start.text?.isPrivate ? [] : mayAnswerIt(ctx, wordsToEscalate(start));
  const [found, suggested] = await Promise.all([teamsToEscalateTo(ctx, surface.channel), suggesting]);
  if ('answer' in found) return found.answer;
  if (start.text?.isPrivate) {
    await views.open(raisePrivateModal({ teams: found.teams, words: start.text.summary ?? '' }));
    return undefined;
  }
  const domain = await domainFor(ctx, start);
  const { responseUrl } = surface;
  await views.open(
    escalateModal({ ...start, teams: found.teams, domain, responseUrl, now: ctx.clock.now(), suggested }),
  );
  return undefined;
}

/** For the link to the message; without one there is none. */
async function domainFor({ db, workspaceId }: Ctx, { source }: Start): Promise<string> {
  const bot = source && (await botFor(db, workspaceId));
  return bot?.domain ?? 'app';
}

const command = onCommand('/escalate', (ctx, { text, surface }, views) =>
  openForm(ctx, surface, views, { text: readEscalateText(text) }),
);

const shortcut = onShortcut('escalate', async (ctx, surface, views) => {
  const refused = await openForm(ctx, surface, views);
  if (refused) throw new UserError(refused.text);
});

const messageShortcut = onMessageShortcut('escalate_message', async (ctx, message, surface, views) => {
  const known = await caseOfMessage(ctx, message.channel, message.ts);
  if (known && 'view' in known) return show(views, surface, await caseFor(ctx, known.view));
  if (known) return alreadyEscalated(undefined);
  return openForm(ctx, surface, views, { source: sourceOf(message) });
});

function sourceOf({ channel, ts, threadTs, text, author }: EscalatedMessage): MessageSource {
  const isPerson = author !== undefined && /^[UW]/.test(author);
  return { channel, ts, text: replyText(text), ...(threadTs && { threadTs }), ...(isPerson && { author }) };
}

/** With what somebody wrote to the app itself. */
const words = onClickNow('case.escalate-words', (ctx, { value, surface }, views) =>
  openForm(ctx, surface, views, { text: readEscalateText(value) }),
);

const redraw = onClickNow('case.escalate-change', async (ctx, { surface: { view } }, views) => {
  if (view) await views.update(escalateModalAgain(view, { suggested: await mayAnswerIt(ctx, wordsInForm(view)) }));
});

const moreDetails = onClickNow('case.escalate-more', async (ctx, { surface: { view } }, views) => {
  if (!view) return;
  await views.update(escalateModalAgain(view, { more: true, suggested: await mayAnswerIt(ctx, wordsInForm(view)) }));
});

const submit = onSubmit('case.escalate', {
  parse: readEscalation,
  work: async (ctx, input, { requestId, surface }) => {
    const { channel, threadTs } = surface;
    await raiseCase(ctx, { ...input, requestId, answerAt: { ...input.answerAt, channel, threadTs } });
  },
});

const test = onClick('case.test', async (ctx, { value, surface }) => {
  const { channel, responseUrl, view } = surface;
  await sendTestEscalation(ctx, {
    // A window stays open after the click: pressed in it again, the button means the same test.
    requestId: `test:${view?.type === 'modal' ? view.id : ctx.correlationId}`,
    teamId: value,
    answerAt: { channel, responseUrl },
  });
});

export const raiseListeners: readonly Listener[] = [
  command,
  shortcut,
  messageShortcut,
  words,
  redraw,
  moreDetails,
  submit,
  test,
];
