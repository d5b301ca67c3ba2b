import type { KnownBlock } from '@slack/types';
import type { Message } from '../../../../outbox/enqueue.ts';
import type { Team } from '../../../../people/tables.ts';
import { actions, button, section } from '../../../../slack/blocks.ts';
import { clip, inline } from '../../../../slack/mrkdwn.ts';
import { libraryIds, othersIds } from '../ids.ts';
import type { EndedPolicy } from '../reading/ended-policies.ts';
import type { Policy } from '../tables.ts';
import { dateText, dayText } from '../words.ts';

const MOST = 8;

interface ButtonOf {
  readonly id: string;
  /** Of a policy; its id where left out. */
  readonly value?: (policyId: string) => string;
}

/** Which of several is meant: each has a button that does what was ordered. */
export function severalMessage(
  policies: readonly Policy[],
  typed: string,
  { id, value = (policyId) => policyId }: ButtonOf,
): Message {
  const drafts = policies.filter(({ verifiedAt }) => verifiedAt === null);
  const shown = [...policies.filter((policy) => !drafts.includes(policy)), ...drafts].slice(0, MOST);
  const more = policies.length > shown.length ? ' Write more of it if it is none of these.' : '';
  const buttons = shown.map((policy, nth) =>
    button(labelOf(policy), `${id}:${nth}`, { value: value(policy.id), spoken: labelOf(policy) }),
  );
  return saying(`Several have “${inline(clip(typed, 200))}” in their title. Which one?${more}`, buttons);
}

function labelOf({ title, verifiedAt, archivedAt }: Policy): string {
  if (archivedAt) return `${clip(title, 60)} (archived)`;
  return verifiedAt ? title : `${clip(title, 60)} (draft)`;
}

/** To an order that is none for what is in the archive: `then` says, as markup, how it is brought back. */
export function inArchiveMessage({ id, title, archivedAt }: Policy, team: Team, then: string): Message {
  const since = archivedAt ? ` since ${dayText(archivedAt, team)}` : '';
  const text = `*${inline(clip(title, 200))}* is in the archive${since}. ${then}`;
  return saying(text, [button('Open it', libraryIds.open, { value: id, spoken: `Open ${title}` })]);
}

/** To somebody who read them before, and may read them no longer as what counts. */
export function endedMessage(policies: readonly EndedPolicy[]): Message {
  const shown = policies.slice(0, MOST);
  const lines = shown.map(
    ({ title, endedOn }) => `:hourglass: *${inline(clip(title, 200))}* ended on ${dateText(endedOn)}.`,
  );
  const none = shown.length === 1 ? ' It does not count any more.' : '\nNone of them counts any more.';
  const buttons = shown.map(({ title, revisionId }, nth) =>
    button(shown.length === 1 ? 'What it said' : title, `${othersIds.read}:${nth}`, {
      value: revisionId,
      spoken: `What ${title} said`,
    }),
  );
  return saying(`${lines.join('\n')}${none}`, buttons);
}

export function noneMessage(typed: string): Message {
  const text = `No policy has “${inline(clip(typed, 200))}” in its title. \`/policy list\` shows those you may read.`;
  return { text };
}

function saying(text: string, buttons: readonly ReturnType<typeof button>[]): Message {
  const blocks: KnownBlock[] = [section(text), actions([...buttons])];
  return { text, blocks };
}
