/** Where the quick switcher can go: channels, people, the app. */
import type { PageState } from '../../../protocol.ts';

export interface Destination {
  key: string;
  label: string;
  hint: string;
  kind: 'channel' | 'private' | 'person' | 'app';
  /** A channel to open, or the person to write to. */
  channel?: string;
  user?: string;
  /** How much of what is new there calls the person; and whether anything is new at all. */
  news: number;
  isUnread: boolean;
}

const MOST = 12;

/** Best first: names that begin with the words, then names that hold them; without words, what is unread. */
export function destinationsFor(state: PageState, words: string): Destination[] {
  const wanted = words.trim().toLowerCase().replace(/^[#@]/, '');
  return destinationsOf(state)
    .map((destination) => ({ destination, rank: rankOf(destination, wanted) }))
    .filter(({ rank }) => rank < Infinity)
    .toSorted((a, b) => a.rank - b.rank || b.destination.news - a.destination.news)
    .slice(0, MOST)
    .map(({ destination }) => destination);
}

function rankOf({ label, hint, isUnread }: Destination, wanted: string): number {
  if (!wanted) return isUnread ? 0 : 1;
  const name = label.toLowerCase();
  if (name.startsWith(wanted)) return 0;
  if (name.split(/[\s-]/).some((word) => word.startsWith(wanted))) return 1;
  if (name.includes(wanted)) return 2;
  return hint.toLowerCase().includes(wanted) ? 3 : Infinity;
}

function destinationsOf(state: PageState): Destination[] {
  return [...channelsOf(state), ...peopleOf(state)];
}

function channelsOf(state: PageState): Destination[] {
  return state.channels
    .filter((channel) => channel.kind !== 'dm')
    .map((channel) => ({
      key: channel.id,
      label: channel.name,
      hint: channel.archived ? 'archived' : channel.topic,
      kind: channel.kind === 'private' ? 'private' : 'channel',
      channel: channel.id,
      news: channel.mentions,
      isUnread: channel.unread > 0,
    }));
}

function peopleOf(state: PageState): Destination[] {
  return state.people
    .filter((person) => person.kind !== 'deactivated')
    .filter((person) => person.kind !== 'bot' || person.id === state.app.botUserId)
    .map((person) => ({ person, news: state.channels.find((channel) => channel.with === person.id)?.unread ?? 0 }))
    .map(({ person, news }) => ({
      key: person.id,
      label: person.realName,
      hint: person.title || `@${person.name}`,
      kind: person.id === state.app.botUserId ? 'app' : 'person',
      user: person.id,
      news,
      isUnread: news > 0,
    }));
}
