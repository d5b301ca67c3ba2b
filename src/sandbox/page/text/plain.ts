/** What a message says in a line, without its looks. */
import type { MessageState } from '../../protocol.ts';
import { withEmoji } from './emoji.ts';
import { unescapeText } from './mrkdwn-parse.ts';

const MOST = 80;

/** Its text with markup taken off, cut after 80 characters. */
export function plainOf(message: Pick<MessageState, 'text'>): string {
  const bare = message.text
    .replaceAll(/<[^>|]*\|([^>]*)>/g, '$1')
    .replaceAll(/<([^>]*)>/g, '$1')
    .replaceAll(/[*_~`]/g, '')
    .replaceAll(/\s+/g, ' ');
  const text = withEmoji(unescapeText(bare)).trim();
  const letters = Array.from(text);
  return letters.length > MOST ? `${letters.slice(0, MOST).join('')}…` : text;
}
