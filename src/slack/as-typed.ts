import { cleanText } from './mrkdwn.ts';

const CONTROL = /<(?<target>[^>|]*)(?:\|(?<label>[^>]*))?>/g;

/** What a message says, as the person typed it: Slack's markup of links and mentions undone, cleaned and trimmed. */
export function asTyped(slackText: string): string {
  const typed = slackText.replace(CONTROL, (_all, target: string, label: string | undefined) => shown(target, label));
  const plain = typed.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  return cleanText(plain).trim();
}

function shown(target: string, label: string | undefined): string {
  if (target.startsWith('!')) return label ?? `@${target.slice(1).split('^')[0] ?? ''}`;
  if (target.startsWith('@') || target.startsWith('#'))
    return label === undefined ? target : `${target.slice(0, 1)}${label}`;
  if (label === undefined || target.endsWith(label)) return label ?? target;
  return `${label} (${target})`;
}
