import type { KnownBlock } from '@slack/types';
import { day } from '../../../core/local-time.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import { actionId } from '../../../slack/action-id.ts';
import { actions, button, confirmation, context, plainSection, section } from '../../../slack/blocks.ts';
import { code, dateToken, inline, MID_SENTENCE } from '../../../slack/mrkdwn.ts';

/** What the buttons are found by; their value is a feed's name: `own`, or a team's id. */
export const FEED_NEW = 'shift.feed-new';
/** The same although there is an address, which stops working by it. */
export const FEED_AGAIN = 'shift.feed-again';
export const FEED_OFF = 'shift.feed-off';
export const EXPORT = 'shift.export';

/** `own`, or a team's id. */
export type FeedName = string;
export const OWN = 'own';

export interface FeedLine {
  readonly feed: FeedName;
  /** Null: the reader's own shifts. */
  readonly teamName: string | null;
  /** Since when there is an address; null: there is none. */
  readonly madeAt: Date | null;
}

/** The feeds that somebody can have, with what they can do about each. */
export function feedsPanel(
  lines: readonly FeedLine[],
  intro = 'Your calendar can read shifts by itself, from a secret address that is yours alone.',
): Message {
  return {
    text: intro,
    blocks: [section(`*Shifts in your calendar*\n${intro}`), ...lines.flatMap(lineBlocks)],
  };
}

function lineBlocks({ feed, teamName, madeAt }: FeedLine): readonly KnownBlock[] {
  const name = `*${teamName === null ? 'Your own shifts' : inline(teamName)}*`;
  const make = (label: string) => button(label, actionId(FEED_NEW, feed), { value: feed });
  if (madeAt === null) {
    return [section(`${name}: off`), actions([make('Get an address')])];
  }
  const since = dateToken(madeAt, `${MID_SENTENCE}{date_long_pretty}`, day(madeAt, 'UTC'));
  const sure = confirmation(
    'A new address?',
    'The address you have now stops working, on every device.',
    'Make a new one',
    'danger',
  );
  const off = button('Switch off', actionId(FEED_OFF, feed), { value: feed });
  return [
    section(`${name}: on, since ${since}`),
    actions([button('New address', actionId(FEED_AGAIN, feed), { value: feed, confirm: sure }), off]),
  ];
}

/** To whoever asks for an address although there is one, by a button that is older than it. */
export function hasAddress(lines: readonly FeedLine[]): Message {
  return feedsPanel(lines, 'There is an address already, and it still works. A new one would end it.');
}

/** The only time that an address is shown. */
export function newAddress(address: string, teamName: string | null): Message {
  const whose = teamName === null ? 'your shifts' : `the shifts of ${inline(teamName)}`;
  const text = `The address of ${whose}. Copy it now: it is not kept here, so it cannot be shown again.`;
  const advice = [
    'In your calendar choose *Subscribe* or *From URL* and paste it. Changes arrive within hours, as often as your calendar looks.',
    `Whoever has it can read the shifts: keep it to yourself. ${code('/shift feed')} makes a new one or switches it off.`,
  ];
  return { text, blocks: [section(text), plainSection(address), context(advice.join('\n'))] };
}

export function switchedOff(teamName: string | null, wasOn: boolean): Message {
  const whose = teamName === null ? 'your shifts' : `the shifts of ${inline(teamName)}`;
  const text = wasOn
    ? `Nobody can read ${whose} by that address any more. Remove the calendar on your devices too: it would stay as it is.`
    : `There is no address for ${whose}.`;
  return { text, blocks: [section(text)] };
}

/** Where no calendar could reach the app. */
export function notReachable(): Message {
  const text = `Calendars cannot read shifts from here yet: whoever runs Floorwalker has to set ${code('FLOORWALKER_PUBLIC_URL')}.`;
  return { text, blocks: [section(text)] };
}

/** Of several teams, which? */
export function whichTeam(teams: readonly { readonly id: string; readonly name: string }[]): Message {
  const text = 'Which team’s roster?';
  const buttons = teams.map(({ id, name }) => button(name, actionId(EXPORT, id), { value: id }));
  return { text, blocks: [section(text), actions(buttons)] };
}

export function exportComes(teamName: string): Message {
  const text = `The roster of ${inline(teamName)} comes as a file, in your messages with Floorwalker.`;
  return { text, blocks: [section(text)] };
}

/** Beside the file; `hasMore`: these are not all. */
export function exportComment(count: number, teamName: string, hasMore: boolean): string {
  if (count === 0) return `There are no shifts of ${teamName} to export; the file holds the column names only.`;
  const shifts = count === 1 ? 'One shift' : `${count.toLocaleString('en')} shifts`;
  const rest = hasMore ? ' Later ones do not fit into one file.' : '';
  return `${shifts} of ${teamName}, from four weeks ago on.${rest} It can be imported again as it is. Mind where you keep it: it names people.`;
}
