import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newRequest } from '../../../../test/support/cases.ts';
import { berlin, type ChainWorld, openChainWorld } from '../../../../test/support/chain-world.ts';
import { CARE } from '../../../../test/support/northwind.ts';
import { systemAt } from '../../../../test/support/timers.ts';
import { changeUrgency } from '../handling/change-urgency.ts';
import { claimCase } from '../handling/claim-case.ts';
import { giveBackCase } from './give-back-case.ts';
import { followTeamWithChains } from './follow-team.ts';

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

describe('the chain of a case, and the hours of its team', () => {
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

  test('a turn that comes just as the team closes comes when it opens, and nothing says that it is late', async () => {
    const { number } = await world.raise('2026-03-13 16:45', { urgency: 'high' });

    await world.until('2026-03-13 18:00');
    const [chain] = await world.database.sql`
      select next_at as "nextAt" from case_chains join cases on cases.id = case_id where number = ${number}`;
    expect(chain).toEqual({ nextAt: berlin('2026-03-16 09:00') });
    expect(await world.said()).toEqual([]);
    await world.until('2026-03-16 09:00');
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

  async function queued(): Promise<readonly number[]> {
    const rows = await world.database.sql`select sequence from outbox_messages order by sequence`;
    return rows.map(({ sequence }) => Number(sequence));
  }

  async function outcomes(): Promise<readonly string[]> {
    const rows = await world.database.sql`
      select outcome from chain_steps join cases on cases.id = case_id where cases.state = 'open' order by run, turn`;
    return rows.map(({ outcome }) => String(outcome));
  }
});

async function hours(open: number, close: number, ...names: readonly string[]): Promise<void> {
  const { sql } = world.database;
  const spans = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, open: open * 60, close: close * 60 }));
  const ids = names.map((name) => `U0${name.toUpperCase()}`);
  await sql`update people set working_hours = ${sql.json(spans)} where slack_id = any(${ids})`;
}
