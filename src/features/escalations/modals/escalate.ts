import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { splitValue } from '../../../slack/action-id.ts';
import { actions, button, option } from '../../../slack/blocks.ts';
import type { OpenView, Parsed, ViewState } from '../../../slack/listener.ts';
import { choiceOf, dateTimeOf, textOf } from '../../../slack/modal-state.ts';
import { choice, dateTime, modal, textInput } from '../../../slack/modal.ts';
import { cleanText, clip, messageLink, oneLine } from '../../../slack/mrkdwn.ts';
import { paragraph, person, richText, webLink } from '../../../slack/rich-text.ts';
import type { Team } from '../../../people/tables.ts';
import type { EscalateText } from '../raising/command-text.ts';
import { MessageSource, MOST, RaiseCaseInput, URGENCIES, WANTED } from '../inputs.ts';
import { quoted } from '../messages/parts.ts';
import { readAmount } from '../../../core/money.ts';
import { isMoney, wishOfMessage } from '../raising/wishes.ts';
import { urgencyNames, wantedNames } from '../wording.ts';
import { checked, recall, remember } from './memory.ts';

/** What the form knows besides what is typed in it. A team is `<id>:<currency>`. */
const Memory = z.object({
  teams: z.array(z.object({ value: z.string(), name: z.string() })).min(1),
  source: MessageSource.optional(),
  domain: z.string().default('app'),
  responseUrl: z.string().optional(),
  /** Whether More details was pressed. */
  more: z.boolean().default(false),
  /** When the form was opened: a promise before it is none. */
  openedAt: z.iso.datetime().optional(),
  /** Typed before the field was hidden. */
  amount: z.string().optional(),
});
type Memory = z.infer<typeof Memory>;

export interface EscalateStart {
  /** Where there are several, the form asks. */
  readonly teams: readonly Pick<Team, 'id' | 'name' | 'currency'>[];
  readonly text?: EscalateText;
  readonly source?: MessageSource;
  readonly domain: string;
  readonly responseUrl?: string | undefined;
  readonly now: Date;
  /** Policies that may answer it, below the summary. */
  readonly suggested?: readonly KnownBlock[];
}

/** The words that the form opens with, whole; empty where there are none. */
export function wordsToEscalate({ text, source }: Pick<EscalateStart, 'text' | 'source'>): string {
  return text?.summary || (source?.text ?? '');
}

/** The words that stand in the form now. */
export function wordsInForm({ state }: OpenView): string {
  const { summary, whatHappened } = typedIn(state);
  return whatHappened ?? summary ?? '';
}

/**
 * The form as it opens: from `/escalate refund 180 angry` everything required is filled in. Words that are longer than a
 * summary stand whole in *What happened*.
 */
export function escalateModal(start: EscalateStart): ModalView {
  const { teams, text = {}, source, domain, responseUrl, now, suggested = [] } = start;
  const messageText = source?.text ?? '';
  const told = toldIn(text.summary || firstSentence(messageText));
  const { wanted = 'answer', urgency = 'normal', amount } = wishIn(text, messageText);
  const memory = {
    teams: teams.map((team) => ({ value: `${team.id}:${team.currency}`, name: team.name })),
    domain,
    more: told.whatHappened !== undefined,
    ...(source && { source }),
    responseUrl,
    openedAt: now.toISOString(),
    amount,
  };
  return draw(memory, { ...told, wanted, urgency }, suggested);
}

/** Words that were typed count before the message. */
function wishIn(text: EscalateText, messageText: string): EscalateText {
  return text.summary === undefined ? { ...text, ...wishOfMessage(messageText) } : text;
}

function toldIn(words: string): { readonly summary: string; readonly whatHappened?: string } {
  const fits = Array.from(words).length <= MOST.summary;
  return fits ? { summary: words } : { summary: firstSentence(words), whatHappened: words };
}

/** The form after a choice has changed, or with More details: block ids stay, so Slack keeps what was typed in them. */
export function escalateModalAgain(
  view: OpenView,
  { suggested = [], ...change }: { readonly more?: boolean; readonly suggested?: readonly KnownBlock[] } = {},
): ModalView {
  const memory = recall(Memory, view.privateMetadata);
  const typed = typedIn(view.state);
  return draw({ ...memory, ...change, amount: typed.amount ?? memory.amount }, typed, suggested);
}

/** What carries over to the form of a private case. */
export function escalationSoFar(
  view: OpenView,
): Pick<Memory, 'teams' | 'source' | 'domain'> & { readonly words: string } {
  const { teams, source, domain } = recall(Memory, view.privateMetadata);
  const { summary, whatHappened } = typedIn(view.state);
  return { teams, ...(source && { source }), domain, words: whatHappened ?? summary ?? '' };
}

const EscalateForm = RaiseCaseInput.omit({ requestId: true });

/** The input, or field errors; pure, so that it can be asked before the ack. */
export function readEscalation(view: OpenView): Parsed<z.infer<typeof EscalateForm>> {
  const memory = recall(Memory, view.privateMetadata);
  const typed = typedIn(view.state);
  const [teamId, teamCurrency] = splitValue(typed.team ?? memory.teams[0]?.value ?? '');
  const amount = typed.amount === undefined ? undefined : readAmount(typed.amount, teamCurrency);
  const raw = {
    ...typed,
    teamId,
    amount: undefined,
    ...(amount && 'money' in amount && { amount: amount.money.minor, currency: amount.money.currency }),
    source: memory.source,
    answerAt: { responseUrl: memory.responseUrl },
  };
  return checked(EscalateForm, raw, view.state, {
    ...(amount && 'problem' in amount && { amount: amount.problem }),
    ...(isOver(typed.promisedBy, memory) && { promisedBy: 'That time has passed. Choose a time to come.' }),
  });
}

function isOver(promisedBy: Date | undefined, { openedAt }: Memory): boolean {
  return promisedBy !== undefined && openedAt !== undefined && promisedBy <= new Date(openedAt);
}

/** As far as it is filled in. */
interface Typed {
  readonly team?: string | undefined;
  readonly summary?: string | undefined;
  readonly wanted?: string | undefined;
  readonly urgency?: string | undefined;
  readonly customer?: string | undefined;
  readonly amount?: string | undefined;
  readonly whatHappened?: string | undefined;
  readonly ticketLink?: string | undefined;
  readonly category?: string | undefined;
  readonly promisedBy?: Date | undefined;
}

function typedIn(state: ViewState): Typed {
  const summary = textOf(state, 'summary');
  return {
    team: choiceOf(state, 'teamId'),
    summary: summary && oneLine(summary),
    wanted: choiceOf(state, 'wanted'),
    urgency: choiceOf(state, 'urgency'),
    customer: textOf(state, 'customer'),
    amount: textOf(state, 'amount'),
    whatHappened: textOf(state, 'whatHappened'),
    ticketLink: textOf(state, 'ticketLink'),
    category: textOf(state, 'category'),
    promisedBy: dateTimeOf(state, 'promisedBy'),
  };
}

function draw(memory: Memory, typed: Typed, suggested: readonly KnownBlock[]): ModalView {
  return modal({
    callbackId: 'case.escalate',
    title: 'Escalate',
    submit: 'Escalate',
    privateMetadata: rememberFitting(memory),
    blocks: [
      ...sourceQuote(memory),
      ...teamPicker(memory, typed),
      textInput('summary', 'Summary', {
        initial: typed.summary,
        maxLength: MOST.summary,
        placeholder: 'What is stuck, in one line',
      }),
      ...suggested,
      choice('wanted', 'What does the customer want?', {
        options: WANTED.map((wanted) => option(wantedNames[wanted], wanted)),
        initial: typed.wanted,
        onChange: 'case.escalate-change',
      }),
      ...(isMoney(typed.wanted) ? [amountInput(typed.amount ?? memory.amount)] : []),
      choice('urgency', 'Urgency', {
        options: URGENCIES.map((urgency) => option(urgencyNames[urgency], urgency)),
        initial: typed.urgency,
      }),
      textInput('customer', 'Customer', {
        initial: typed.customer,
        optional: true,
        maxLength: MOST.name,
        placeholder: 'Name or number',
      }),
      ...(memory.more ? details(typed) : [actions([button('More details', 'case.escalate-more')], 'more')]),
    ],
  });
}

function sourceQuote({ source, domain }: Memory): KnownBlock[] {
  if (!source) return [];
  const opening = webLink(messageLink(domain, source.channel, source.ts), 'Open the message');
  return [
    richText(
      ...quoted(source.text, 600),
      paragraph(...(source.author ? ['From ', person(source.author), ' · '] : []), opening),
    ),
  ];
}

function teamPicker({ teams }: Memory, { team }: Typed): KnownBlock[] {
  if (teams.length < 2) return [];
  return [choice('teamId', 'Team', { options: teams.map(({ name, value }) => option(name, value)), initial: team })];
}

function amountInput(typed: string | undefined): KnownBlock {
  return textInput('amount', 'Amount', { initial: typed, optional: true, maxLength: 40, placeholder: '180 or 180.50' });
}

function details(typed: Typed): KnownBlock[] {
  return [
    textInput('whatHappened', 'What happened', { initial: typed.whatHappened, optional: true, multiline: true }),
    textInput('ticketLink', 'Ticket link', {
      initial: typed.ticketLink,
      optional: true,
      maxLength: MOST.link,
      placeholder: 'https://…',
    }),
    textInput('category', 'Category', { initial: typed.category, optional: true, maxLength: MOST.category }),
    dateTime('promisedBy', 'Promised to the customer by', { initial: typed.promisedBy, optional: true }),
    actions([button('Private: about people in the team', 'private.instead')], 'private'),
  ];
}

/** A very long message that cannot be packed is shortened; the link to it stays. */
function rememberFitting(memory: Memory): string {
  let text = memory.source?.text ?? '';
  for (;;) {
    const kept = remember(memory.source ? { ...memory, source: { ...memory.source, text } } : memory);
    if (kept !== undefined) return kept;
    if (text === '') throw new Error('the form remembers more than fits');
    text = text.length < 100 ? '' : clip(text, Math.floor(text.length * 0.8));
  }
}

/** The beginning of a message as a summary: its first sentence, on one line. */
export function firstSentence(text: string): string {
  const line = oneLine(cleanText(text));
  const sentence = /^.+?[.!?](?=\s|$)/u.exec(line)?.[0] ?? line;
  return clip(sentence, MOST.summary);
}
