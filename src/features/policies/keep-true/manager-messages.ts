import type { Message } from '../../../outbox/enqueue.ts';
import type { Team } from '../../../people/tables.ts';
import { actionId } from '../../../slack/action-id.ts';
import { actions, button, section } from '../../../slack/blocks.ts';
import { inline } from '../../../slack/mrkdwn.ts';
import { libraryIds } from '../library/ids.ts';
import { dateText } from '../library/words.ts';
import type { GoneOwner } from './owners/gone-owners.ts';
import { keepTrueIds as ids } from './ids.ts';
import type { Due } from './reviews/read-due.ts';

const MOST_TITLES = 6;
const MOST_OWNERS = 15;
const MOST_LISTED = 15;

/** What people answered for who left a team, or may not open it any more, and how to give it to somebody else; what was given is not there any more. */
export function goneOwnersMessage(team: Team, gone: readonly GoneOwner[]): Message {
  if (gone.length === 0) {
    const text = `Every policy of ${inline(team.name)} has an owner who is there and may open it.`;
    return { text, blocks: [section(text)] };
  }
  const lines = gone.map((one) => ({ one, text: goneText(team, one) }));
  const more = lines.length > MOST_OWNERS ? [section(`And ${lines.length - MOST_OWNERS} people more.`)] : [];
  return {
    text: lines.length === 1 ? (lines[0]?.text ?? '') : `Policies of ${inline(team.name)} have lost their owners.`,
    blocks: [
      ...lines.slice(0, MOST_OWNERS).map(({ one, text }) => {
        const value = `${team.id}:${one.slackId}`;
        return section(
          text,
          button('Give to …', actionId(ids.giveAll, one.slackId), {
            value,
            spoken: `Give the policies of ${one.name} to`,
          }),
        );
      }),
      ...more,
    ],
  };
}

function goneText(team: Team, { name, isOnTeam, policies }: GoneOwner): string {
  const who = inline(name ?? 'Somebody who has left');
  if (isOnTeam) {
    const them = policies.length === 1 ? 'it' : 'them';
    return `${who} may not open ${policiesText(policies)} of ${inline(team.name)} any more and still answers for ${them}.`;
  }
  return `${who} is not on ${inline(team.name)} any more and still answers for ${policiesText(policies)}.`;
}

/** `the policy *Gift cards*`, `2 policies: *Gift cards* and *Late returns*` */
export function policiesText(policies: readonly { readonly title: string }[]): string {
  const titles = policies.slice(0, MOST_TITLES).map(({ title }) => `*${inline(title)}*`);
  const more = policies.length > MOST_TITLES ? [`${policies.length - MOST_TITLES} more`] : [];
  const what = policies.length === 1 ? 'the policy' : `${policies.length} policies:`;
  return `${what} ${listed([...titles, ...more])}`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** Reviews that nobody answers, the longest due first. */
export function unansweredMessage(team: Team, all: readonly Due[], names: ReadonlyMap<string, string>): Message {
  const what = all.length === 1 ? 'One policy' : `${all.length} policies`;
  const text = `${what} of ${inline(team.name)} ${all.length === 1 ? 'waits' : 'wait'} for a review that nobody answers.`;
  const lines = all.slice(0, MOST_LISTED).map(({ policy }) => {
    const owner = inline(names.get(policy.owner) ?? 'somebody who has left');
    return `• *${inline(policy.title)}*: ${owner} was asked and reminded twice, due since ${dateText(policy.reviewOn ?? '')}`;
  });
  const more = all.length > MOST_LISTED ? [`and ${all.length - MOST_LISTED} more`] : [];
  const show = button(all.length === 1 ? 'Look at it' : 'Look at them', `${libraryIds.list}:due`, {
    value: 'due:0',
    style: 'primary',
  });
  return { text, blocks: [section(text), section([...lines, ...more].join('\n')), actions([show])] };
}
