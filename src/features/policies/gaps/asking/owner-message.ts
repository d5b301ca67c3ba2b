import type { KnownBlock } from '@slack/types';
import type { Ctx } from '../../../../core/context.ts';
import { dayAndTime } from '../../../../core/local-time.ts';
import type { Tx } from '../../../../db/client.ts';
import type { Edit, Message, NewPost } from '../../../../outbox/enqueue.ts';
import { peopleByIds } from '../../../../people/queries.ts';
import { actions, button, context, section } from '../../../../slack/blocks.ts';
import { nameOf } from '../../../../people/name-of.ts';
import { clip, inline, oneLine } from '../../../../slack/mrkdwn.ts';
import { quotation, richText } from '../../../../slack/rich-text.ts';
import type { Policy } from '../../library/tables.ts';
import { type Asker, askersOf, type TeamGap } from '../read-gap.ts';
import { gapIds as ids, gapName, ownerKey } from '../ids.ts';
import { openPolicyRow } from '../open-policy.ts';
import { policyFor } from '../policy-for.ts';
import { answeredLately } from './gap-of-question.ts';
import type { PolicyGap } from '../tables.ts';
import { timeToken } from '../time-token.ts';

/** What whoever is to answer reads. */
export interface OwnerView extends TeamGap {
  readonly askers: readonly Pick<Asker, 'slackId' | 'name'>[];
  readonly nearestTitle: string | undefined;
  /** The same, answered lately: that was not enough. */
  readonly before?: Before | undefined;
  /** Who had it before, and with which words they hand it on; `isGone`: they can answer nothing any more, and say nothing. */
  readonly from?: { readonly name: string; readonly note: string; readonly isGone?: boolean };
  /** Of the owner. */
  readonly timeZone: string;
}

interface Before {
  readonly gap: Pick<PolicyGap, 'number' | 'answer'>;
  readonly by: string;
}

/** A new message to the owner: once for each time that it becomes theirs. */
export async function ownerPost(tx: Tx, ctx: Ctx, about: TeamGap, from?: OwnerView['from']): Promise<NewPost> {
  const { gap } = about;
  const messageKey = ownerKey(gap.id, gap.owner);
  const message = ownerMessage(await ownerView(tx, ctx, about, from));
  return { kind: 'post', to: gap.owner, messageKey, dedupeKey: `${messageKey}:${gap.version}`, message };
}

/** The same message shown anew, such as when another person asks. */
export async function ownerEdit(tx: Tx, ctx: Ctx, about: TeamGap): Promise<Edit> {
  const { gap } = about;
  return {
    kind: 'edit',
    messageKey: ownerKey(gap.id, gap.owner),
    message: ownerMessage(await ownerView(tx, ctx, about)),
  };
}

async function ownerView(tx: Tx, ctx: Ctx, { gap, team }: TeamGap, from?: OwnerView['from']): Promise<OwnerView> {
  const askers = await askersOf(tx, ctx, gap.id);
  const nearest = await policyFor(tx, ctx, gap.owner, gap.nearestPolicyId);
  const owner = (await peopleByIds(tx, ctx, [gap.owner])).get(gap.owner);
  const timeZone = owner?.timeZone ?? team.timeZone;
  const before = await beforeOf(tx, ctx, { gap, team });
  return { gap, team, askers, nearestTitle: nearest?.title, before, timeZone, ...(from && { from }) };
}

async function beforeOf(tx: Tx, ctx: Ctx, { gap, team }: TeamGap): Promise<Before | undefined> {
  const answered = await answeredLately(tx, ctx, team, gap.question);
  if (!answered || answered.number >= gap.number) return undefined;
  const by = answered.settledBy ?? answered.owner;
  return { gap: answered, by: by === gap.owner ? 'You' : await nameOf(tx, ctx, by) };
}

/** Pure. */
export function ownerMessage(view: OwnerView): Message {
  const { gap, from } = view;
  const who = from ? handedText(from) : askText(view);
  const note = from && from.note !== '' ? [section(`${inline(from.name)} says: ${inline(from.note)}`)] : [];
  const due = dayAndTime(gap.dueAt, view.timeZone);
  return {
    text: `${who} (${gapName(gap)}): “${inline(clip(gap.question, 300))}” No policy answers it yet. To be answered by ${due}.`,
    blocks: [
      section(`*${who}*, and no policy answers it yet:`),
      richText(quotation(gap.question)),
      ...note,
      ...beforeBlocks(view),
      context(aboutText(view)),
      gapActions(gap),
    ],
  };
}

/** That the same was answered, and is asked all the same. */
function beforeBlocks({ before }: OwnerView): KnownBlock[] {
  if (!before) return [];
  const { gap, by } = before;
  const answer = gap.answer ? `: “${inline(clip(oneLine(gap.answer), 300))}”` : ' by a policy';
  return [
    context(`${inline(by)} answered this as ${gapName(gap)}${answer}. It is asked again, so that was not enough.`),
  ];
}

function handedText({ name, isGone }: NonNullable<OwnerView['from']>): string {
  return isGone
    ? `A question of ${inline(name)}, who cannot answer it any more, is yours now`
    : `${inline(name)} hands a question on to you`;
}

function aboutText({ gap, team, nearestTitle, timeZone, askers, from }: OwnerView): string {
  const by = timeToken(gap.dueAt, timeZone);
  const near = nearestTitle === undefined ? [] : [`comes nearest: ${inline(clip(nearestTitle, 100))}`];
  const asked = from ? [`asked by ${names(askers)}`] : [];
  return [gapName(gap), inline(team.name), ...asked, `answer by ${by}`, ...near].join(' · ');
}

/** `Ana asks` · `Ana and Ben ask` · `Ana and 3 others ask` */
function askText({ askers }: Pick<OwnerView, 'askers'>): string {
  return `${names(askers)} ${askers.length > 1 ? 'ask' : 'asks'}`;
}

export function names(askers: OwnerView['askers']): string {
  const [first, second] = askers.map(({ name }) => inline(clip(name, 60)));
  if (first === undefined) return 'Somebody';
  if (askers.length > 2) return `${first} and ${askers.length - 1} others`;
  return second === undefined ? first : `${first} and ${second}`;
}

/** What whoever may answer can do with a gap that is open. */
export function gapActions({ id, number }: Pick<PolicyGap, 'id' | 'number'>): KnownBlock {
  const spoken = (what: string): string => `${what}, ${gapName({ number })}`;
  return actions([
    button('Answer', ids.answer, { value: id, style: 'primary', spoken: spoken('Answer') }),
    button('It is in a policy', ids.inPolicy, { value: id, spoken: spoken('It is in a policy') }),
    button('Not mine', ids.handOn, { value: id, spoken: spoken('Not mine') }),
    button('No answer needed', ids.close, { value: id, spoken: spoken('No answer needed') }),
  ]);
}

/** Pure: the owner's message once it waits for nobody any more, or for somebody else; with the policy, where they may open it. */
export function overMessage({ gap }: TeamGap, end: string, policy?: Pick<Policy, 'id' | 'title'>): Message {
  const text = `${gapName(gap)}: ${end}`;
  const open = openPolicyRow(policy, gap.awaitsPolicy);
  return { text, blocks: [richText(quotation(gap.question)), context(text), ...open] };
}
