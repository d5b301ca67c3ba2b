import type { Office } from './office.ts';
import { cards, shows } from './office.ts';
import type { Operation } from './operations.ts';
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

interface Counted {
  readonly what: string;
  readonly times: number;
  /** How often it must be there; undefined where nobody knows whether it was done: once or not at all. */
  readonly due: 0 | 1 | undefined;
}

/** Compares what people did with what stands in the database and in Slack; what the app took has its effect exactly once. */
export async function audit(office: Office, operations: readonly Operation[]): Promise<Audit> {
  const posts = await postsSent(office);
  const counted = [
    ...(await inDatabase(office, operations)),
    ...onScreens(office, operations),
    ...posts.map(({ id, channel }): Counted => ({
      what: `message ${id} of ${channel}`,
      times: timesPosted(office, id),
      due: 1,
    })),
  ];
  return {
    checked: counted.length,
    lost: counted.filter(({ times, due }) => due === 1 && times === 0).map(({ what }) => what),
    doubled: counted.filter(({ times, due }) => times > (due ?? 1)).map(({ what }) => what),
    disordered: disordered(office, posts),
    failed: await givenUp(office),
  };
}

async function inDatabase(
  { database: { sql } }: Office,
  operations: readonly Operation[],
): Promise<readonly Counted[]> {
  const entries = await sql<{ kind: string; by: string; text: string | null; summary: string }[]>`
    select entry.kind, entry.by, entry.text, summary from case_entries as entry join cases on cases.id = case_id`;
  const logged = await sql<{ action: string; by: string; summary: string }[]>`
    select action, actor_slack_id as by, summary
    from audit_log join cases on subject = 'case:' || cases.id`;
  return operations.flatMap(({ what, summary, by, text, end }) => {
    const due = dueAfter(end);
    const written = (kind: string) =>
      count(entries, (row) => row.summary === summary && row.by === by.id && row.kind === kind);
    if (what === 'raise') return [{ what: `case ${summary}`, times: written('raised'), due }];
    if (what === 'claim') {
      const audited = count(logged, (row) => row.action === 'case.claimed' && row.summary === summary);
      return [
        { what: `claim of ${summary} by ${by.name}`, times: written('claimed'), due },
        { what: `audit of the claim of ${summary}`, times: audited, due },
      ];
    }
    const texts = count(entries, (row) => row.summary === summary && row.by === by.id && row.text === text);
    return [{ what: `${text} on ${summary}`, times: texts, due }];
  });
}

/** What everybody sees in the end: one card and one message to follow each case, and on the card how it stands. */
function onScreens(office: Office, operations: readonly Operation[]): Counted[] {
  const ok = operations.filter(({ end }) => end === 'ok');
  const closed = new Set(operations.filter(({ what, end }) => what === 'resolve' && end !== 'fail').map(summaryOf));
  return ok.flatMap(({ what, summary, by }): Counted[] => {
    const ofCase = cards(office).filter((card) => shows(card, summary));
    if (what === 'raise') {
      const followed = count(statusMessages(office, by.id), (message) => shows(message, summary));
      return [
        { what: `card of ${summary}`, times: ofCase.length, due: 1 },
        { what: `status message of ${summary}`, times: followed, due: 1 },
      ];
    }
    if (what === 'claim' && !closed.has(summary)) {
      const named = count(ofCase, (card) => shows(card, by.name) && !shows(card, 'case.claim'));
      return [{ what: `the owner on the card of ${summary}`, times: named, due: 1 }];
    }
    if (what !== 'resolve') return [];
    const shut = count(ofCase, (card) => !shows(card, 'case.resolve'));
    return [{ what: `the end on the card of ${summary}`, times: shut, due: 1 }];
  });
}

function summaryOf({ summary }: Operation): string {
  return summary;
}

function dueAfter(end: Operation['end']): 0 | 1 | undefined {
  if (end === 'unknown') return undefined;
  return end === 'ok' ? 1 : 0;
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
