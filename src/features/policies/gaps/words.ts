import type { Actor } from '../../../core/context.ts';
import { inline } from '../../../slack/mrkdwn.ts';
import type { Asked } from './asking/ask-owner.ts';
import { gapName } from './ids.ts';
import type { PolicyGap } from './tables.ts';
import { timeToken } from './time-token.ts';

type Reader = Pick<Actor, 'slackId' | 'timeZone'>;

/** For whoever pressed *Ask the owner*, as markup. */
export function askedText(asked: Asked, reader: Reader): string {
  const { gap, ownerName, how } = asked;
  if (how !== 'answered') return `${STATES[how](asked, reader)} ${promised(gap, reader)}`;
  return `${inline(ownerName)} has answered this before: the answer is in your messages with Floorwalker (${gapName(gap)}).`;
}

const STATES: Readonly<Record<'asked' | 'joined' | 'again', (asked: Asked, reader: Reader) => string>> = {
  asked: ({ gap, ownerName }, { slackId }) =>
    gap.owner === slackId
      ? `It waits for you, as nobody else can answer (${gapName(gap)}).`
      : `${inline(ownerName)} is asked (${gapName(gap)}).`,
  joined: ({ gap, ownerName }) =>
    `Somebody has asked this already (${gapName(gap)}). ${inline(ownerName)} is to answer.`,
  again: ({ gap, ownerName }) => `${youHave(gap)} ${inline(ownerName)} is to answer.`,
};

/** In place of the button, for whoever asked it and waits; as markup. */
export function waitingText(gap: PolicyGap, reader: Reader): string {
  return `${youHave(gap)} ${promised(gap, reader)}`;
}

function youHave(gap: PolicyGap): string {
  return `You have asked this (${gapName(gap)}).`;
}

function promised({ dueAt }: PolicyGap, { timeZone }: Reader): string {
  return `You get the answer as a message, by ${timeToken(dueAt, timeZone)} at the latest.`;
}

/** With which it ended: the answer, or why it needs none; may be empty. */
export function lastWords({ answer, settledBecause }: Pick<PolicyGap, 'answer' | 'settledBecause'>): string {
  return answer ?? settledBecause ?? '';
}
