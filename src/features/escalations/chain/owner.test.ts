import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newRequest } from '../../../../test/support/cases.ts';
import { type ChainWorld, openChainWorld } from '../../../../test/support/chain-world.ts';
import { addNote } from '../handling/add-note.ts';
import { askForInfo } from '../handling/ask-for-info.ts';
import { addDetails } from '../handling/add-details.ts';
import { cancelCase } from '../handling/cancel-case.ts';
import { claimCase } from '../handling/claim-case.ts';
import { takeOverCase } from '../handling/take-over-case.ts';
import { giveBackCase } from './give-back-case.ts';
import { stillOnIt } from './still-on-it.ts';

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
  await sql`update people set working_hours = null`;
  await sql`update cases set state = 'cancelled', owner = null`;
});

/** A High case that Leo claimed at 10:00: he is asked after 120 silent minutes, and it lapses 60 later. */
async function leosCase(): Promise<{ id: string; number: number }> {
  const { id, number } = await world.raise('10:00', { urgency: 'high' });
  await claimCase(world.at('10:00', 'leo'), { caseId: id });
  return { id, number };
}

const asked = (number: number) => `@U0LEO Still on #${number}? Lamp arrived broken`;
const lapsed = (number: number) => `@U0LIA Leo was silent on #${number} for too long.`;

async function stateOf(id: string) {
  const [row] = await world.database.sql`select state, owner from cases where id = ${id}`;
  return row;
}

describe('an owner who is silent', () => {
  test('is asked once, and then the case is taken back and somebody else is asked', async () => {
    const { id, number } = await leosCase();

    await world.until('11:59');
    expect(await world.said()).toEqual([]);
    await world.until('12:00');
    expect(await world.said()).toEqual([asked(number)]);
    await world.until('12:59');
    expect(await world.said()).toEqual([]);
    await world.until('13:00');
    expect(await world.said()).toEqual([lapsed(number)]);
    expect(await stateOf(id)).toEqual({ state: 'open', owner: null });
    await world.until('13:15');
    expect((await world.said())[0]).toContain('@U0MAYA Nobody has claimed');
  });

  test.each<readonly [string, (id: string) => Promise<unknown>]>([
    ['a note', (id) => addNote(world.at('11:30', 'leo'), { caseId: id, requestId: newRequest(), text: 'On it' })],
    ['Still on it', (id) => stillOnIt(world.at('11:30', 'leo'), { caseId: id })],
  ])('has all their time again after %s', async (_name, act) => {
    const { id, number } = await leosCase();
    await act(id);

    await world.until('13:29');
    expect(await world.said()).toEqual([]);
    await world.until('13:30');
    expect(await world.said()).toEqual([asked(number)]);
  });

  test('keeps the case by saying so after being asked, and the question loses its buttons', async () => {
    const { id } = await leosCase();
    await world.until('12:00');
    await world.said();

    await stillOnIt(world.at('12:30', 'leo'), { caseId: id });
    await world.until('14:29');

    expect(await world.said()).toEqual([]);
    expect(await stateOf(id)).toEqual({ state: 'claimed', owner: 'U0LEO' });
    expect(await edits('still-on-it')).toEqual(['Leo is still on #%.']);
  });

  test.each<readonly [string, string, (id: string) => Promise<unknown>]>([
    [
      'a note',
      'Leo is still on #%.',
      (id) => addNote(world.at('12:30', 'leo'), { caseId: id, requestId: newRequest(), text: 'On it' }),
    ],
    [
      'a cancellation',
      '#% has moved on meanwhile.',
      (id) => cancelCase(world.at('12:30', 'ana'), { caseId: id, requestId: newRequest(), reason: 'Found it' }),
    ],
    [
      'a take-over',
      '#% has moved on meanwhile.',
      (id) => takeOverCase(world.at('12:30', 'maya'), { caseId: id, from: 'U0LEO' }),
    ],
  ])('is not asked any more after %s, and the question says so', async (_name, words, act) => {
    const { id } = await leosCase();
    await world.until('12:00');
    await world.said();

    await act(id);

    expect(await edits('still-on-it')).toEqual([words]);
  });

  test('does not lose it by what others write', async () => {
    const { id, number } = await leosCase();
    await addDetails(world.at('11:30', 'ana'), { caseId: id, requestId: newRequest(), text: 'She called again' });
    await world.said();

    await world.until('12:00');

    expect(await world.said()).toEqual([asked(number)]);
  });

  test.each([
    ['a promise that breaks', 'promise-broken', 'app'],
    ['what the raiser promises', 'promised', 'U0ANA'],
    ['a request for approval that finds another approver', 'approval-passed-on', 'app'],
  ])('gives no sign of life by %s', async (_name, kind, by) => {
    const { id, number } = await leosCase();
    const { sql } = world.database;
    await sql`
      insert into case_entries (workspace_id, case_id, kind, by, at)
      select workspace_id, id, ${kind}, ${by}, claimed_at + interval '1 hour' from cases where id = ${id}`;

    await world.until('12:00');

    expect(await world.said()).toEqual([asked(number)]);
  });

  test('does not lose it while it waits for an answer, and has all their time again after it', async () => {
    const { id, number } = await leosCase();
    await askForInfo(world.at('11:00', 'leo'), {
      caseId: id,
      requestId: newRequest(),
      question: 'Which order?',
      of: 'agent',
    });
    await world.until('15:00');
    expect(await world.said()).toEqual([]);

    await addDetails(world.at('15:00', 'ana'), { caseId: id, requestId: newRequest(), text: 'Order 88190' });
    await world.said();
    await world.until('16:59');
    expect(await world.said()).toEqual([]);
    await world.until('2026-03-11 09:00');
    expect(await world.said()).toEqual([asked(number)]);
  });

  test('who is away is not asked, but the case does not wait for them for ever', async () => {
    const { sql } = world.database;
    const { number } = await leosCase();
    const morning = [{ weekday: 2, open: 540, close: 660 }];
    await sql`update people set working_hours = ${sql.json(morning)} where slack_id = 'U0LEO'`;

    await world.until('12:59');
    expect(await world.said()).toEqual([]);
    await world.until('13:00');
    expect(await world.said()).toEqual([lapsed(number)]);
  });

  test('keeps it when they act at the instant it would be taken back, or loses it: never both', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { id } = await leosCase();
      await world.until('12:59');

      const [kept] = await Promise.allSettled([
        stillOnIt(world.at('13:00', 'leo'), { caseId: id }),
        world.until('13:00'),
      ]);

      const after = await stateOf(id);
      expect(after).toEqual(
        kept.status === 'fulfilled' ? { state: 'claimed', owner: 'U0LEO' } : { state: 'open', owner: null },
      );
      await world.database.sql`update cases set state = 'cancelled', owner = null`;
      await world.database.sql`delete from jobs`;
    }
  });
});

describe('giving a case back', () => {
  test('opens it again, tells the next what is known, and asks anybody but whoever gave it back', async () => {
    const { id, number } = await leosCase();

    await giveBackCase(world.at('10:30', 'leo'), { caseId: id, requestId: newRequest(), note: 'Needs Billing' });

    expect(await stateOf(id)).toEqual({ state: 'open', owner: null });
    expect(await world.said()).toEqual([`@U0LIA Leo gave #${number} back. Needs Billing`]);
    await world.until('10:45');
    expect((await world.said())[0]).toContain('@U0MAYA');
  });

  test('is for its owner alone', async () => {
    const { id } = await leosCase();
    const give = (name: 'maya' | 'ana') =>
      giveBackCase(world.at('10:30', name), { caseId: id, requestId: newRequest() });

    await expect(give('maya')).rejects.toThrow('Only whoever has claimed it can give back this case.');
    await expect(give('ana')).rejects.toThrow('Only whoever has claimed it can give back this case.');
  });

  test('that nobody has any more says so', async () => {
    const { id, number } = await leosCase();
    await giveBackCase(world.at('10:30', 'leo'), { caseId: id, requestId: newRequest() });

    const again = giveBackCase(world.at('10:31', 'leo'), { caseId: id, requestId: newRequest() });

    await expect(again).rejects.toThrow(`#${number}: `);
  });

  test('twice by the same submission is once', async () => {
    const { id } = await leosCase();
    const again = { caseId: id, requestId: newRequest() };
    await giveBackCase(world.at('10:30', 'leo'), again);

    await giveBackCase(world.at('10:31', 'leo'), again);

    const [count] = await world.database.sql`
      select count(*)::int from case_entries where case_id = ${id} and kind = 'given-back'`;
    expect(count).toEqual({ count: 1 });
  });
});

/** What messages were changed to, numbers as %. */
async function edits(like: string): Promise<readonly string[]> {
  const rows = await world.database.sql<{ text: string }[]>`
    select payload -> 'message' ->> 'text' as text from outbox_messages
    where kind = 'edit' and payload ->> 'messageKey' like ${`%${like}%`} order by sequence`;
  return rows.map(({ text }) => text.replaceAll(/#\d+/g, '#%'));
}
