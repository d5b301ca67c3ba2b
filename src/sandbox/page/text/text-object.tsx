/** A text object: mrkdwn with its markup, plain_text as it is. */
import type { TextObject } from '@slack/types';
import { withEmoji } from './emoji.ts';
import { Mrkdwn } from './mrkdwn.tsx';

export function TextObjectView({ text }: { text: TextObject }) {
  if (text.type === 'mrkdwn') return <Mrkdwn text={text.text} verbatim={text.verbatim} />;
  return <span class="plain-text">{text.emoji === false ? text.text : withEmoji(text.text)}</span>;
}
