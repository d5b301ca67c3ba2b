import type { Office } from './office.ts';
import { cards, shows } from './office.ts';
import type { Done } from './shift.ts';
import { postedIds, statusMessages } from './slack-side.ts';

export interface Audit {
  /** How many effects were looked for. */
  readonly checked: number;
  readonly lost: string[];
  readonly doubled: string[];
  /** Channels in which messages stand in another order than they were queued. */
  readonly disordered: string[];
  /** Messages given up and jobs that failed for good. */
  readonly failed: string[];
}

type Counted = readonly [what: string, times: number];

/** Compares what people did with what stands in the database and in Slack; each effect is due exactly once. */
export async function audit(office: Office, done: Done): Promise<Audit> {
  const posts = await postsSent(office);
  const counted = [
    ...(await inDatabase(office, done)),
    ...onScreens(office, done),
    ...posts.map(({ id, channel }): Counted => [`message ${id} of ${channel}`, timesPosted(office, id)]),
  ];
  return {
    checked: counted.length,
    lost: counted.filter(([, times]) => times === 0).map(([what]) => what),
    doubled: counted.filter(([, times]) => times > 1).map(([what]) => what),
    disordered: disordered(office, posts),
    failed: await givenUp(office),
  };
}

async function inDatabase({ database: { sql } }: Office, { raised, claimed, noted }: Done): Promise<Counted[]> {
  const cases = await sql<{ summary: string }[]>`select summary from cases`;
  const entries = await sql<{ kind: string; by: string; text: string | null; summary: string }[]>`
    select entry.kind, entry.by, entry.text, summary from case_entries as entry join cases on cases.id = case_id`;
  const logged = await sql<{ action: string; by: string; summary: string }[]>`
    select action, actor_slack_id as by, summary
    from audit_log join cases on subject = 'case:' || cases.id`;
  return [
    ...raised.map(({ summary }): Counted => [`case ${summary}`, count(cases, (row) => row.summary === summary)]),
    ...claimed.map(({ summary, by }): Counted => [
      `claim of ${summary} by ${by.name}`,
      count(entries, (row) => row.kind === 'claimed' && row.summary === summary && row.by === by.id),
    ]),
    ...claimed.map(({ summary }): Counted => [
      `audit of the claim of ${summary}`,
      count(logged, (row) => row.action === 'case.claimed' && row.summary === summary),
    ]),
    ...noted.map(({ summary, text }): Counted => [
      `${text} on ${summary}`,
      count(entries, (row) => row.text === text && row.summary === summary),
    ]),
  ];
}

function onScreens(office: Office, { raised, claimed }: Done): Counted[] {
  return [
    ...raised.map(({ summary }): Counted => [
      `card of ${summary}`,
      count(cards(office), (card) => shows(card, summary)),
    ]),
    ...raised.map(({ summary, by }): Counted => [
      `status message of ${summary}`,
      count(statusMessages(office, by.id), (message) => shows(message, summary)),
    ]),
    ...claimed.map(({ summary, by }): Counted => [
      `the owner on the card of ${summary}`,
      count(cards(office), (card) => shows(card, summary) && shows(card, `${by.name} has it`)),
    ]),
  ];
}

interface SentPost {
  readonly id: string;
  /** The lane: a person for direct messages. */
  readonly channel: string;
}

async function postsSent({ database: { sql } }: Office): Promise<SentPost[]> {
  return sql<SentPost[]>`
    select id, channel from outbox_messages where kind = 'post' and state = 'sent' order by channel, sequence`;
}

function timesPosted(office: Office, id: string): number {
  return count([...postedIds(office).values()].flat(), (posted) => posted === id);
}

function disordered(office: Office, posts: readonly SentPost[]): string[] {
  const channels = [...new Set(posts.map(({ channel }) => channel))];
  const orders = new Set([...postedIds(office).values()].map((ids) => [...new Set(ids)].join(' ')));
  return channels.filter((channel) => {
    const queued = posts.filter((post) => post.channel === channel).map(({ id }) => id);
    return !orders.has(queued.join(' '));
  });
}

/** What only one person sees goes out at most once: after an interruption it may be given up. */
async function givenUp({ database: { sql } }: Office): Promise<string[]> {
  const messages = await sql<{ what: string }[]>`
    select kind || ' ' || channel || ': ' || coalesce(last_error, '') as what from outbox_messages
    where state = 'failed' and kind <> 'ephemeral'`;
  const jobs = await sql<{ what: string }[]>`
    select kind || ': ' || coalesce(last_error, '') as what from jobs where dead_at is not null`;
  return [...messages, ...jobs].map(({ what }) => what);
}

function count<T>(items: readonly T[], is: (item: T) => boolean): number {
  return items.filter(is).length;
}
