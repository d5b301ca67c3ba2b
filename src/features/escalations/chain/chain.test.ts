import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newRequest, raising } from '../../../../test/support/cases.ts';
import { berlin, type ChainWorld, openChainWorld } from '../../../../test/support/chain-world.ts';
import { CARE } from '../../../../test/support/northwind.ts';
import { systemAt } from '../../../../test/support/timers.ts';
import { cancelCase } from '../cancel-case.ts';
import { changeUrgency } from '../change-urgency.ts';
import { claimCase } from '../claim-case.ts';
import { giveBackCase } from './give-back-case.ts';
import { followTeamWithChains } from './follow-team.ts';
import { raiseCase } from '../raise-case.ts';

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
  await sql`delete from reminders`;
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

  test('reminds its managers each working hour once nobody took it, until somebody does', async () => {
    const { id } = await world.raise('10:00', { urgency: 'high' });

    await world.until('12:59');
    expect(await reminded()).toEqual([]);
    await world.until('14:05');
    expect(await reminded()).toEqual(['U0MAYA claim-late 1:1', 'U0MAYA claim-late 1:2']);
    await claimCase(world.at('14:10', 'leo'), { caseId: id });
    await world.until('16:59');
    expect(await reminded()).toHaveLength(2);
  });

  test('reminds them of a normal one each working day', async () => {
    await world.raise('09:30');

    await world.until('2026-03-12 16:00');

    expect(await reminded()).toEqual(['U0MAYA claim-late 1:1', 'U0MAYA claim-late 1:2']);
  });

  test('asks the first of the next role who is there at once, where no lead is', async () => {
    await away('leo', 'lia');
    const { number } = await world.raise('10:00', { urgency: 'high' });

    expect(await firstCalled()).toEqual(['U0MAYA']);
    await world.until('10:15');
    expect(await world.said()).toEqual([call('DORA', number, '15 min')]);
  });

  test('asks one person who is alone there once, and then tells the managers', async () => {
    await away('leo', 'lia', 'dora');
    const { number } = await world.raise('10:00', { urgency: 'critical' });

    expect(await firstCalled()).toEqual(['U0MAYA']);
    await world.until('10:59');
    expect(await world.said()).toEqual([
      `@U0MAYA Nobody took #${number}: everybody who is there was asked. ${SUMMARY}`,
    ]);
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

  test('rule 21: asks whoever a change of hours brings earlier at their turn, neither late nor with turns missed', async () => {
    await hours(13, 17, 'leo', 'lia', 'maya', 'dora');
    const { number } = await world.raise('10:00', { urgency: 'high' });
    await world.until('10:59');
    await hours(11, 17, 'lia');

    await followTeamWithChains(systemAt(world.database, berlin('11:00')), CARE);
    await world.until('11:00');

    expect(await world.said()).toEqual([call('LIA', number, '1 h')]);
    expect(await outcomes()).toEqual(['role', 'asked']);
  });

  test('says nothing more of a change of the team that brings nobody earlier', async () => {
    await hours(13, 17, 'leo', 'lia', 'maya', 'dora');
    const { number } = await world.raise('10:00', { urgency: 'high' });
    await world.until('10:59');
    const before = await queued();

    await followTeamWithChains(systemAt(world.database, berlin('11:00')), CARE);
    await world.until('11:30');

    expect(await queued()).toEqual(before);
    await world.until('13:00');
    expect(await world.said()).toEqual([call('LEO', number, '3 h')]);
  });

  test('waits in the hours of the team', async () => {
    const { number } = await world.raise('2026-03-13 16:50', { urgency: 'high' });

    await world.until('2026-03-16 09:04');
    expect(await world.said()).toEqual([]);
    await world.until('2026-03-16 09:05');
    expect(await world.said()).toEqual([call('LIA', number, '15 min')]);
  });

  test('rule 11: what is due exactly at closing time happens at the next opening, and is not late', async () => {
    const { number } = await world.raise('2026-03-13 16:45', { urgency: 'high' });

    await world.until('2026-03-16 08:59');
    expect(await world.said()).toEqual([]);
    await world.until('2026-03-16 09:00');
    expect(await world.said()).toEqual([call('LIA', number, '15 min')]);
  });

  test.each(['normal', 'high'] as const)(
    'rule 20: outside the hours of the team a %s case mentions nobody on its card, and asks the first at the opening',
    async (urgency) => {
      const { number } = await world.raise('03:00', { urgency });

      expect(await firstCalled()).toEqual([]);
      await world.until('08:59');
      expect(await world.said()).toEqual([]);
      await world.until('09:00');
      expect(await world.said()).toEqual([`@U0LEO Nobody has claimed #${number} yet. ${SUMMARY}`]);
      expect(await outcomes()).toEqual(['asked']);
    },
  );

  test('rule 20: a case given back outside the hours calls nobody before the opening, nor whoever gave it back', async () => {
    const { id, number } = await world.raise('16:30', { urgency: 'high' });
    await claimCase(world.at('16:31', 'leo'), { caseId: id });

    await giveBackCase(world.at('20:00', 'leo'), { caseId: id, requestId: newRequest() });

    expect(await world.said()).toEqual([`Leo gave #${number} back.`]);
    await world.until('2026-03-11 09:00');
    expect(await world.said()).toEqual([
      `@U0LIA Nobody has claimed #${number} yet; it was raised 16 h 30 min ago. ${SUMMARY}`,
    ]);
  });

  test('rule 20: a higher urgency outside the hours asks its first at the opening too', async () => {
    const { id, number } = await world.raise('03:00');
    await changeUrgency(world.at('03:30', 'ana'), { caseId: id, requestId: newRequest(), urgency: 'high' });

    await world.until('09:00');
    expect(await world.said()).toEqual([`@U0LEO Nobody has claimed #${number} yet; it was raised 6 h ago. ${SUMMARY}`]);
    await world.until('09:15');
    expect(await world.said()).toEqual([call('LIA', number, '15 min; it was raised 6 h 15 min ago')]);
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

  async function queued(): Promise<readonly number[]> {
    const rows = await world.database.sql`select sequence from outbox_messages order by sequence`;
    return rows.map(({ sequence }) => Number(sequence));
  }

  async function reminded(): Promise<readonly string[]> {
    const rows = await world.database.sql`select slack_id, kind, run from reminders order by id`;
    return rows.map((row) => [row['slack_id'], row['kind'], row['run']].join(' '));
  }

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
