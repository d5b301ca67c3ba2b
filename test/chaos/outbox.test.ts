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
  await settled(office, 20_000);

  expect(cardsOf('Vase')).toEqual(await asNumbered(summaries));
  expect(faults.next(toChannel.method, ESCALATIONS)).toBeUndefined();
}, 60_000);

test.each([
  ['before Slack has it', { kind: 'hang', ms: 7_000 }, false],
  ['after its answer was lost', { kind: 'lost_answer' }, true],
] as const)(
  'the same with the process killed %s',
  async (when, fault, isPosted) => {
    const name = isPosted ? 'Lamp' : 'Sofa';
    const [app] = office.apps;
    office.workspace.world.faults.add({ ...toChannel, fault });

    const summaries = await raiseFive(name);
    await until(`the first one is on its way, ${when}`, () => isBeingSent(name));
    if (isPosted) await until('it is there', () => cardsOf(name).length > 0);
    await app!.kill();
    await letLeasesRunOut(office);
    await restarted(app!);
    await cardOf(office, summaries.at(-1)!, 40_000);
    await settled(office, 20_000);

    expect(cardsOf(name)).toEqual(await asNumbered(summaries));
  },
  90_000,
);

test('a reply to a card whose answer was lost is filed as soon as the card is found', async () => {
  const [ana] = office.agents;
  const [leo] = office.leads;
  office.workspace.world.faults.add({ ...toChannel, fault: { kind: 'lost_answer' } });
  await insist(() => ana!.raise('Clock stands still'));
  const card = await cardOf(office, 'Clock stands still');

  await leo!.reply(card, 'On it');

  expect(await until('the card shows the reply', () => shows(card, 'On it'))).toBe(true);
}, 30_000);

test('while twenty new cards go out one a second, the first already shows who took it', async () => {
  const [leo] = office.leads;
  const cardsOfTheRush = () => cards(office).filter((card) => shows(card, 'All at once'));
  await Promise.all(office.agents.map((agent) => insist(() => agent.raise('All at once'))));
  const first = await until('the first card is there', () => cardsOfTheRush()[0]);

  await insist(() => leo!.claim(first));
  const claimed = performance.now();
  await until('it shows its owner', () => shows(first, leo!.name) && !shows(first, 'case.claim'), 40_000);

  const waiting = office.agents.length - cardsOfTheRush().length;
  const seconds = (performance.now() - claimed) / 1000;
  console.log(`its owner is shown after ${seconds.toFixed(1)} s, before ${waiting} of the other cards`);
  expect(waiting).toBeGreaterThan(office.agents.length / 2);
}, 60_000);

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
