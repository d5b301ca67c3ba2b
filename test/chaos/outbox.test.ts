import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { insist } from './support/colleague.ts';
import {
  cardOf,
  cards,
  ESCALATIONS,
  letLeasesRunOut,
  type Office,
  openOffice,
  restarted,
  settled,
  shows,
} from './support/office.ts';
import { until } from './support/until.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice({ moreAgents: 17 });
}, 90_000);
afterEach(() => office.workspace.world.faults.clear());
afterAll(() => office?.close());

const toChannel = { method: 'chat.postMessage', channel: ESCALATIONS };

test('after a refusal for speed and a lost answer the first of five messages still comes first, and each once', async () => {
  const { faults } = office.workspace.world;
  faults.add({ ...toChannel, fault: { kind: 'rate_limited', retryAfter: 2 } });
  faults.add({ ...toChannel, fault: { kind: 'lost_answer' } });

  const summaries = await raiseFive('Vase');
  await until('all five are there', () => cardsOf('Vase').length >= 5);
  await settled(office, 60_000);

  expect(cardsOf('Vase')).toEqual(await asNumbered(summaries));
  expect(faults.next(toChannel.method, ESCALATIONS)).toBeUndefined();
}, 180_000);

test.each([
  ['before Slack has it', [{ ...toChannel, times: 'always', fault: { kind: 'hang', ms: 7_000 } }], false],
  [
    'after its answer was lost',
    [
      { ...toChannel, fault: { kind: 'lost_answer' } },
      // Nor can it be looked up, however long it takes until all five are raised.
      { method: 'conversations.history', times: 'always', fault: { kind: 'http_error', status: 503 } },
    ],
    true,
  ],
] as const)(
  'the same with the process killed %s',
  async (when, plan, isPosted) => {
    const name = isPosted ? 'Lamp' : 'Sofa';
    const [app] = office.apps;
    const { faults } = office.workspace.world;
    for (const fault of plan) faults.add(fault);

    const summaries = await raiseFive(name);
    await until(`the first one is on its way, ${when}`, () => isBeingSent(name));
    if (isPosted) await until('it is there', () => cardsOf(name).length > 0);
    await app!.kill();
    faults.clear();
    await letLeasesRunOut(office);
    await restarted(app!);
    await cardOf(office, summaries.at(-1)!);
    await settled(office, 60_000);

    expect(cardsOf(name)).toEqual(await asNumbered(summaries));
  },
  180_000,
);

test('a reply to a card whose answer was lost is filed as soon as the card is found', async () => {
  const [ana] = office.agents;
  const [leo] = office.leads;
  office.workspace.world.faults.add({ ...toChannel, fault: { kind: 'lost_answer' } });
  await insist(() => ana!.raise('Clock stands still'));
  const card = await cardOf(office, 'Clock stands still');

  await leo!.reply(card, 'On it');

  expect(await until('the card shows the reply', () => shows(card, 'On it'))).toBe(true);
}, 120_000);

test('while twenty new cards go out one a second, the first already shows who took it', async () => {
  const [leo] = office.leads;
  const { faults } = office.workspace.world;
  // Until all twenty are queued, however long that takes.
  faults.add({ ...toChannel, times: 'always', fault: { kind: 'rate_limited', retryAfter: 1 } });
  await Promise.all(office.agents.map((agent) => insist(() => agent.raise('All at once'))));
  await until('all cards are queued', async () => (await unsentCards('All at once')) === office.agents.length);
  faults.clear();
  const first = await until('the first card is there', () => cards(office).find((card) => shows(card, 'All at once')));

  await insist(() => leo!.claim(first));
  await until('it shows its owner', () => shows(first, leo!.name) && !shows(first, 'case.claim'));

  const { waiting, overtaking, seconds } = await until('that is on record', () => passedBy(leo!.id));
  console.log(`its owner is shown after ${seconds.toFixed(1)} s, after ${overtaking} of ${waiting} cards that waited`);
  expect(overtaking).toBeLessThan(waiting / 2);
}, 180_000);

/** How many cards of this name have not been sent. */
async function unsentCards(name: string): Promise<number> {
  const [left] = await office.database.sql<{ count: number }[]>`
    select count(*)::int as count from outbox_messages
    where state in ('queued', 'sending') and kind = 'post' and channel = ${ESCALATIONS} and payload::text like ${`%${name}%`}`;
  return left!.count;
}

/** How many cards waited when the edit that names the owner was queued, and how many of these were sent before it; undefined until it is. */
async function passedBy(owner: string) {
  const [passed] = await office.database.sql<{ waiting: number; overtaking: number; seconds: number }[]>`
    with edit as (
      select queued_at, sent_at from outbox_messages join cases on message_key = 'case:' || cases.id || ':card'
      where kind = 'edit' and outbox_messages.state = 'sent' and summary = 'All at once' and owner = ${owner}
      order by sequence limit 1)
    select count(*)::int as waiting, count(*) filter (where post.sent_at < edit.sent_at)::int as overtaking,
      extract(epoch from edit.sent_at - edit.queued_at)::float as seconds
    from edit join outbox_messages as post on post.channel = ${ESCALATIONS} and post.kind = 'post'
      and post.queued_at < edit.queued_at and (post.sent_at is null or post.sent_at > edit.queued_at)
    group by edit.sent_at, edit.queued_at`;
  return passed;
}

async function raiseFive(name: string): Promise<string[]> {
  const [ana] = office.agents;
  const summaries = ['first', 'second', 'third', 'fourth', 'fifth'].map((which) => `${name}, the ${which}`);
  for (const summary of summaries) await insist(() => ana!.raise(summary));
  return summaries;
}

/** Requests are worked off side by side: the numbers of the cases say in which order their cards were queued. */
async function asNumbered(summaries: readonly string[]): Promise<string[]> {
  const { sql } = office.database;
  const rows = await sql<
    { summary: string }[]
  >`select summary from cases where summary = any(${[...summaries]}) order by number`;
  return rows.map(({ summary }) => summary);
}

/** The cards whose summary begins so, in their order in the channel. */
function cardsOf(name: string): string[] {
  const shown = new RegExp(`${name}, the \\w+`);
  return cards(office)
    .filter((card) => shows(card, `${name}, the`))
    .map((card) => shown.exec(card.text)?.[0] ?? '');
}

async function isBeingSent(name: string): Promise<boolean> {
  const sending = await office.database.sql`
    select from outbox_messages where state = 'sending' and channel = ${ESCALATIONS} and payload::text like ${`%${name}%`}`;
  return sending.length > 0;
}
