import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newRequest, raising } from '../../../../test/support/cases.ts';
import { type ChainWorld, openChainWorld } from '../../../../test/support/chain-world.ts';
import { cancelCase } from '../handling/cancel-case.ts';
import { changeUrgency } from '../handling/change-urgency.ts';
import { claimCase } from '../handling/claim-case.ts';
import { raiseCase } from '../raising/raise-case.ts';

let world: ChainWorld;

beforeAll(async () => {
  world = await openChainWorld();
});
afterAll(() => world.database.close());
beforeEach(async () => {
  const { sql } = world.database;
  await sql`delete from jobs`;
  await sql`delete from outbox_messages`;
  await sql`delete from member_turns`;
  await sql`delete from member_skills`;
  await sql`update people set working_hours = null`;
  await sql`update cases set state = 'cancelled', owner = null`;
});

const SUMMARY = 'Lamp arrived broken';
const call = (who: string, number: number, span: string) =>
  `@U0${who} Nobody has claimed #${number} for ${span}. ${SUMMARY}`;

async function firstCalled(): Promise<readonly string[]> {
  const [card] = await world.database.sql<{ text: string }[]>`
    select payload -> 'message' ->> 'text' as text from outbox_messages
    where kind = 'post' and message_key like '%:card' order by sequence desc limit 1`;
  return [...(card?.text.matchAll(/<@(\w+)>/g) ?? [])].map(([, slackId]) => slackId ?? '');
}

describe('a case that nobody claims', () => {
  test('asks one lead on its card, another lead, the manager, the director, and starts again', async () => {
    const { number } = await world.raise('10:00', { urgency: 'high' });

    expect(await firstCalled()).toEqual(['U0LEO']);
    await world.until('10:14');
    expect(await world.said()).toEqual([]);
    await world.until('10:15');
    expect(await world.said()).toEqual([call('LIA', number, '15 min')]);
    await world.until('10:30');
    expect(await world.said()).toEqual([call('MAYA', number, '30 min')]);
    await world.until('10:45');
    expect(await world.said()).toEqual([call('DORA', number, '45 min')]);
    await world.until('11:00');
    expect(await world.said()).toEqual([call('LEO', number, '1 h')]);
  });

  test('has its managers told once, at the end, that nobody took it', async () => {
    const { number } = await world.raise('10:00', { urgency: 'high' });

    await world.until('16:00');

    const said = await world.said();
    expect(said).toHaveLength(8);
    expect(said.at(-1)).toBe(`@U0MAYA Nobody took #${number}: everybody who is there was asked. ${SUMMARY}`);
    expect(await outcomes()).toEqual([...Array<string>(8).fill('asked'), 'ended']);
  });

  test('asks nobody any more once it is claimed', async () => {
    const { id } = await world.raise('10:00', { urgency: 'high' });
    await claimCase(world.at('10:05', 'leo'), { caseId: id });

    await world.until('11:00');

    expect(await world.said()).toEqual([]);
  });

  test('asks nobody any more once it is cancelled', async () => {
    const { id } = await world.raise('10:00', { urgency: 'high' });
    await cancelCase(world.at('10:05', 'ana'), { caseId: id, requestId: newRequest() });

    await world.until('11:00');

    expect(await world.said()).toEqual([]);
  });

  test('is claimed, or asks once more before it is: never after', async () => {
    for (let round = 0; round < 15; round += 1) {
      const { id } = await world.raise('10:00', { urgency: 'high' });
      await world.database.sql`delete from outbox_messages`;

      await Promise.all([claimCase(world.at('10:15', 'leo'), { caseId: id }), world.until('10:15')]);

      const queued = await world.database.sql<{ kind: string }[]>`
        select kind from outbox_messages where channel = 'C0CAREESC' order by sequence`;
      const kinds = queued.map(({ kind }) => kind);
      expect([['edit'], ['edit', 'post', 'edit']]).toContainEqual(kinds);
      await world.until('12:00');
      expect((await world.said()).length).toBe(kinds.length === 1 ? 0 : 1);
    }
  });

  test('skips at once whoever is not there', async () => {
    await away('lia', 'maya');
    const { number } = await world.raise('10:00', { urgency: 'high' });

    await world.until('10:15');

    expect(await world.said()).toEqual([call('DORA', number, '15 min')]);
    expect(await outcomes()).toEqual(['asked', 'nobody', 'nobody', 'asked']);
  });

  test('calls all leads where none is there, and waits for the first of anybody to come', async () => {
    await hours(13, 17, 'leo', 'lia', 'maya', 'dora');
    const { number } = await world.raise('10:00', { urgency: 'high' });

    expect(await firstCalled()).toEqual(['U0LEO', 'U0LIA']);
    await world.until('12:59');
    expect(await world.said()).toEqual([]);
    await world.until('13:00');
    expect(await world.said()).toEqual([call('LEO', number, '3 h')]);
  });

  test('rule 21: when Critical runs round the clock, and tells the managers once that nobody is there', async () => {
    const { number } = await world.raise('2026-03-14 03:00', { urgency: 'critical' });

    expect(await firstCalled()).toEqual(['U0LEO', 'U0LIA']);
    await world.until('2026-03-16 08:59');
    expect(await world.said()).toEqual([`@U0MAYA Nobody is there to take #${number}. ${SUMMARY}`]);
    await world.until('2026-03-16 09:00');
    expect(await world.said()).toEqual([call('LEO', number, '54 h')]);
  });

  test('rule 21: after downtime asks once, whoever is next by now, and says it is late', async () => {
    const { number } = await world.raise('10:00', { urgency: 'high' });

    await world.downUntil('10:40');

    expect(await world.said()).toEqual([`${call('MAYA', number, '40 min')} (late)`]);
    expect(await outcomes()).toEqual(['asked', 'missed', 'asked']);
    await world.until('10:54');
    expect(await world.said()).toEqual([]);
    await world.until('10:55');
    expect(await world.said()).toEqual([call('DORA', number, '55 min')]);
  });

  test('follows the chain of a raised urgency from then on', async () => {
    const { id, number } = await world.raise('10:00');
    await changeUrgency(world.at('10:30', 'ana'), { caseId: id, requestId: newRequest(), urgency: 'high' });

    await world.until('10:44');
    expect(await world.said()).toEqual([]);
    await world.until('10:45');
    expect(await world.said()).toEqual([call('LIA', number, '15 min; it was raised 45 min ago')]);
  });

  test('calls somebody at once by direct message when it becomes critical', async () => {
    const { id } = await world.raise('10:00');
    await changeUrgency(world.at('10:30', 'ana'), { caseId: id, requestId: newRequest(), urgency: 'critical' });

    const called = await world.database.sql`
      select channel from outbox_messages where dedupe_key like ${`case:${id}:critical:%`}`;
    expect(called.map(({ channel }) => String(channel))).toEqual(['U0LIA']);
  });

  test('never asks whoever raised it, nor whoever is gone', async () => {
    await world.database.sql`update people set kind = 'deactivated' where slack_id = 'U0LIA'`;
    await raiseCase(world.at('10:00', 'leo'), raising({ urgency: 'high' }));

    expect(await firstCalled()).toEqual(['U0MAYA']);
    await world.until('16:00');
    expect((await world.said()).join(' ')).not.toMatch(/U0LEO|U0LIA/);
    await world.database.sql`update people set kind = 'full' where slack_id = 'U0LIA'`;
  });

  async function outcomes(): Promise<readonly string[]> {
    const rows = await world.database.sql`
      select outcome from chain_steps join cases on cases.id = case_id where cases.state = 'open' order by run, turn`;
    return rows.map(({ outcome }) => String(outcome));
  }
});

describe('whom a case asks', () => {
  test('is who knows its category, before anybody with fewer cases', async () => {
    await knows('lia', 'Billing');
    await world.raise('10:00', { category: 'billing ' });

    expect(await firstCalled()).toEqual(['U0LIA']);
  });

  test('is who has the fewest open cases', async () => {
    const { id } = await world.raise('10:00');
    await claimCase(world.at('10:01', 'leo'), { caseId: id });
    await world.raise('10:02');
    expect(await firstCalled()).toEqual(['U0LIA']);
    await world.raise('10:03');
    expect(await firstCalled()).toEqual(['U0LIA']);
  });

  test('is spread evenly over those who are there when 50 come at the same instant', async () => {
    const called: string[] = [];

    await Promise.all(Array.from({ length: 50 }, () => world.raise('10:00')));

    const cards = await world.database.sql<{ text: string }[]>`
      select payload -> 'message' ->> 'text' as text from outbox_messages where kind = 'post' and message_key like '%:card'`;
    for (const { text } of cards) called.push(...[...text.matchAll(/<@(\w+)>/g)].map(([, slackId]) => slackId ?? ''));
    expect(called.toSorted()).toEqual([...Array<string>(25).fill('U0LEO'), ...Array<string>(25).fill('U0LIA')]);
  });
});

async function hours(open: number, close: number, ...names: readonly string[]): Promise<void> {
  const { sql } = world.database;
  const spans = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, open: open * 60, close: close * 60 }));
  const ids = names.map((name) => `U0${name.toUpperCase()}`);
  await sql`update people set working_hours = ${sql.json(spans)} where slack_id = any(${ids})`;
}

function away(...names: readonly string[]): Promise<void> {
  return hours(20, 21, ...names);
}

async function knows(name: string, skill: string): Promise<void> {
  await world.database.sql`
    insert into member_skills (workspace_id, team_id, slack_id, skill)
    select workspace_id, team_id, slack_id, ${skill} from members where slack_id = ${`U0${name.toUpperCase()}`}`;
}
