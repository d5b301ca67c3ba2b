import { cleanText, clip } from '../../slack/mrkdwn.ts';
import { MOST } from './inputs.ts';

const CONTROL = /<(?<target>[^>|]*)(?:\|(?<label>[^>]*))?>/g;

/** What a thread reply says, as the person typed it: Slack's markup of links and mentions undone, clipped for the log. */
export function replyText(slackText: string): string {
  const typed = slackText.replace(CONTROL, (_all, target: string, label: string | undefined) => asTyped(target, label));
  const plain = typed.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  return clip(cleanText(plain).trim(), MOST.text);
}

function asTyped(target: string, label: string | undefined): string {
  if (target.startsWith('!')) return label ?? `@${target.slice(1).split('^')[0] ?? ''}`;
  if (target.startsWith('@') || target.startsWith('#'))
    return label === undefined ? target : `${target.slice(0, 1)}${label}`;
  if (label === undefined || target.endsWith(label)) return label ?? target;
  return `${label} (${target})`;
}
