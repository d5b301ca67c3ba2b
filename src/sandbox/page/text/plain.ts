/** What a message says in a line, without its looks. */
import type { MessageState, PageState } from '../../protocol.ts';
import { toTypedText } from './compose.ts';
import { withEmoji } from './emoji.ts';

const MOST = 80;

/** Its text as its author would type it, without marks, cut after 80 characters. */
export function plainOf(message: Pick<MessageState, 'text'>, state: PageState): string {
  const named = message.text
    .replaceAll(/<!subteam\^(\w+)(?:\|[^>]*)?>/g, (_all, id: string) => `@${handleOf(id, state)}`)
    .replaceAll(/<!date\^[^|>]*\|([^>]*)>/g, '$1')
    .replaceAll(/<(?:https?|mailto):[^|>]*\|([^>]*)>/g, '$1');
  const bare = toTypedText(named, state.people, state.channels)
    .replaceAll(/[*_~`]/g, '')
    .replaceAll(/\s+/g, ' ');
  const letters = Array.from(withEmoji(bare).trim());
  return letters.length > MOST ? `${letters.slice(0, MOST).join('')}…` : letters.join('');
}

function handleOf(id: string, state: PageState): string {
  return state.userGroups?.find((group) => group.id === id)?.handle ?? id;
}
