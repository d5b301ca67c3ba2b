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
import { readEscalateText, type EscalateText } from '../command-text.ts';
import { caseOfMessage } from '../escalated-message.ts';
import type { MessageSource } from '../inputs.ts';
import { alreadyEscalated } from '../messages/receipt.ts';
import { escalateModal, escalateModalAgain, readEscalation } from '../modals/escalate.ts';
import { raisePrivateModal } from '../private/raise-form.ts';
import { raiseCase } from '../raise-case.ts';
import { replyText } from '../reply-text.ts';
import { sendTestEscalation } from '../send-test-escalation.ts';
import { teamsToEscalateTo } from '../teams-to-escalate-to.ts';
import { caseFor, show } from './case-of-button.ts';

interface Start {
  readonly text?: EscalateText;
  readonly source?: MessageSource;
}

async function openForm(ctx: Ctx, surface: Surface, views: ViewPort, start: Start = {}): Promise<Message | undefined> {
  const found = await teamsToEscalateTo(ctx, surface.channel);
  if ('answer' in found) return found.answer;
  const bot = start.source && (await botFor(ctx.db, ctx.workspaceId));
  const { responseUrl } = surface;
  if (start.text?.isPrivate) {
    await views.open(raisePrivateModal({ teams: found.teams, words: start.text.summary ?? '' }));
    return undefined;
  }
  const now = ctx.clock.now();
  await views.open(escalateModal({ ...start, teams: found.teams, domain: bot?.domain ?? 'app', responseUrl, now }));
  return undefined;
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
  if (known && 'view' in known) return show(views, surface, caseFor(ctx, known.view));
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

const redraw = onClickNow('case.escalate-change', async (_ctx, { surface }, views) => {
  if (surface.view) await views.update(escalateModalAgain(surface.view));
});

const moreDetails = onClickNow('case.escalate-more', async (_ctx, { surface }, views) => {
  if (surface.view) await views.update(escalateModalAgain(surface.view, { more: true }));
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
