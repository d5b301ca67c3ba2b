import type { Actor } from '../../../core/context.ts';
import { inline } from '../../../slack/mrkdwn.ts';
import type { Asked } from './ask-owner.ts';
import { gapName } from './ids.ts';
import type { PolicyGap } from './tables.ts';
import { timeToken } from './time-token.ts';

type Reader = Pick<Actor, 'slackId' | 'timeZone'>;

/** For whoever pressed *Ask the owner*, as markup. */
export function askedText({ gap, ownerName, how }: Asked, reader: Reader): string {
  const name = gapName(gap);
  const who = inline(ownerName);
  if (how === 'answered')
    return `${who} has answered this before: the answer is in your messages with Floorwalker (${name}).`;
  const whom = gap.owner === reader.slackId ? 'It waits for you, as nobody else can answer' : `${who} is asked`;
  const texts = {
    asked: `${whom} (${name}).`,
    joined: `Somebody has asked this already (${name}).`,
    again: youHave(gap),
  };
  return `${texts[how]} ${promised(gap, reader)}`;
}

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
