import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newRequest } from '../../../../test/support/cases.ts';
import { berlin, type ChainWorld, openChainWorld } from '../../../../test/support/chain-world.ts';
import { passTime } from '../../../../test/support/timers.ts';
import { cancelCase } from '../handling/cancel-case.ts';
import { changeUrgency } from '../handling/change-urgency.ts';
import { claimCase } from '../handling/claim-case.ts';
import { addNote } from '../handling/add-note.ts';
import { recordThreadReply } from '../thread/record-thread-reply.ts';
import { remindersJobs } from '../reminders/jobs.ts';
import { giveBackCase } from './give-back-case.ts';
import { chainJobs } from './jobs.ts';

let world: ChainWorld;

beforeAll(async () => {
  world = await openChainWorld();
});
afterAll(() => world.database.close());
beforeEach(async () => {
  const { sql } = world.database;
  await sql`truncate jobs, outbox_messages, posted_messages, member_turns, reminders, cases cascade`;
  await sql`update people set working_hours = null`;
  passed = berlin('09:00');
});

const STEP_MS = 15 * 60_000;
let passed = berlin('09:00');

/** Lets time pass; what is to be told by now is told within the quarter of an hour. */
async function until(time: string): Promise<void> {
  const end = berlin(time);
  while (passed < end) {
    passed = new Date(Math.min(passed.getTime() + STEP_MS, end.getTime()));
    await passTime(world.database, chainJobs, passed);
    // The database's clock is the real one, which is far from these days.
    await world.database
      .sql`update jobs set run_at = ${passed} where kind = 'reminders.tell' and run_at > '2026-06-01'`;
    await passTime(world.database, remindersJobs, passed);
  }
}

/** What was sent to that person, oldest first and emptied by reading: `post`, `reply` or `edit`, and how it reads aloud. */
async function toldTo(slackId: string): Promise<readonly string[]> {
  const rows = await world.database.sql<{ kind: string; isReply: boolean; text: string }[]>`
    with taken as (delete from outbox_messages where channel = ${slackId} returning sequence, kind, payload)
    select kind, payload ->> 'inThreadOf' is not null as "isReply", payload -> 'message' ->> 'text' as text
    from taken order by sequence`;
  return rows.map(({ kind, isReply, text }) => `${isReply ? 'reply' : kind}: ${text.replaceAll(/<@(\w+)>/g, '@$1')}`);
}

describe('a case that nobody took', () => {
  test('is one message to a manager, told again in its thread with growing distance, then each morning', async () => {
    const { number } = await world.raise('10:00', { urgency: 'high' });
    const again = (age: string) =>
      `reply: @U0MAYA #${number} is high, and nobody has claimed it. It was raised ${age} ago; Leo, Lia, Dora and you were asked.`;

    await until('13:05');
    expect(await toldTo('U0MAYA')).toEqual([
      `post: #${number} is high, and nobody has claimed it yet: Lamp arrived broken (raised by Ana)`,
    ]);
    await until('16:59');
    expect((await toldTo('U0MAYA')).filter((each) => each.startsWith('reply'))).toEqual([again('5 h 5 min')]);
    await until('2026-03-13 16:59');
    expect((await toldTo('U0MAYA')).filter((each) => each.startsWith('reply'))).toEqual([
      again('25 h'),
      again('47 h'),
      again('2 days'),
    ]);
  });

  test('tells whoever raised it who is asked, as of now', async () => {
    const { number } = await world.raise('10:00', { urgency: 'high' });
    const waits = (who: string) =>
      `edit: #${number} Lamp arrived broken: Waiting for ${who} You will get a message here.`;
    expect(await toldTo('U0ANA')).toEqual([
      `post: #${number} Lamp arrived broken: Waiting for a lead of Northwind Care to claim it: Leo is asked. You will get a message here.`,
    ]);

    await until('10:40');

    expect(await toldTo('U0ANA')).toEqual([
      waits('a lead of Northwind Care to claim it: Lia is asked.'),
      waits('a manager of Northwind Care to claim it: Maya is asked.'),
    ]);
  });

  test('tells whoever raised it once that nobody took it, and what is done about it', async () => {
    const { number } = await world.raise('10:00', { urgency: 'high' });
    await until('11:45');
    await toldTo('U0ANA');

    await until('2026-03-12 16:00');

    const words =
      'Nobody of Northwind Care has claimed it yet: 2 leads, 1 manager and 1 director were asked. Maya was told so Tuesday 10 March, 12:00, and is told again until somebody does. Tell the customer that it takes longer.';
    const told = await toldTo('U0ANA');
    expect(told.filter((each) => each.startsWith('reply'))).toEqual([`reply: @U0ANA #${number}: ${words}`]);
    expect(told.findLast((each) => each.startsWith('edit'))).toBe(
      `edit: #${number} Lamp arrived broken: ${words} You will get the decision here.`,
    );
  });

  test('of a normal urgency is told from the next morning on', async () => {
    await world.raise('09:30');

    await until('16:59');
    expect(await toldTo('U0MAYA')).toEqual([]);
    await until('2026-03-11 09:05');
    expect(await toldTo('U0MAYA')).toHaveLength(1);
  });

  test('says who has it once somebody does, and that it is open again', async () => {
    const { id, number } = await world.raise('10:00', { urgency: 'high' });
    await until('13:05');
    await toldTo('U0MAYA');

    await claimCase(world.at('13:10', 'leo'), { caseId: id });
    expect(await toldTo('U0MAYA')).toEqual([`edit: Leo has #${number} since 13:10: Lamp arrived broken`]);
    await addNote(world.at('13:11', 'leo'), { caseId: id, requestId: newRequest(), text: 'Called her' });
    expect(await toldTo('U0MAYA')).toEqual([]);
    await giveBackCase(world.at('13:20', 'leo'), { caseId: id, requestId: newRequest(), note: 'I leave' });
    expect((await toldTo('U0MAYA'))[0]).toMatch(/^edit: #\d+ is high, and nobody has claimed it yet/);
  });

  test('wakes nobody at night, and with many others comes as one list', async () => {
    await Promise.all(Array.from({ length: 5 }, () => world.raise('15:50', { urgency: 'high' })));

    await until('2026-03-11 08:59');
    expect(await toldTo('U0MAYA')).toEqual([]);
    await until('2026-03-11 12:00');
    expect((await toldTo('U0MAYA'))[0]).toMatch(/^post: 5 cases need you:\n#\d+ · 🟠 High · Lamp arrived broken/);
  });
});

describe('a critical case', () => {
  test('tells its managers again at night, when nobody else is there', async () => {
    const { number } = await world.raise('20:00', { urgency: 'critical' });

    await until('23:30');

    const told = await toldTo('U0MAYA');
    expect(told[0]).toBe(
      `post: #${number} is critical, and nobody has claimed it yet: Lamp arrived broken (raised by Ana)`,
    );
    const again = told.filter((each) => each.startsWith('reply'));
    expect(again).toHaveLength(2);
    expect(new Set(again).size).toBe(2);
  });

  test('says to whom it called who has it', async () => {
    const { id, number } = await world.raise('10:00', { urgency: 'critical' });
    await until('10:05');
    const [first, second] = [await toldTo('U0LEO'), await toldTo('U0LIA')];
    const call = `post: #${number} is critical, and nobody has claimed it yet: Lamp arrived broken (raised by Ana)`;
    expect([first, second]).toEqual([[call], [call]]);

    await claimCase(world.at('10:06', 'leo'), { caseId: id });

    expect(await toldTo('U0LIA')).toEqual([`edit: Leo has #${number} since 10:06: Lamp arrived broken`]);
    expect((await toldTo('U0LEO'))[0]).toMatch(/^edit: You have #\d+/);
    await cancelCase(world.at('10:07', 'ana'), { caseId: id, requestId: newRequest(), reason: 'Solved' });
    expect(await toldTo('U0LIA')).toEqual([`edit: #${number} is cancelled: Lamp arrived broken`]);
  });

  test('has what is replied to a call as a note', async () => {
    const { id } = await world.raise('10:00', { urgency: 'critical' });
    await world.database.sql`
      update posted_messages set slack_channel = 'D0LEO', ts = '1700000000.000001' where message_key = ${`case:${id}:call:U0LEO`}`;
    const place = { channel: 'D0LEO', threadTs: '1700000000.000001', ts: '1700000001.000001' };

    await recordThreadReply(world.at('10:02', 'leo'), { ...place, author: 'U0LEO', text: 'In five minutes' });

    const notes = await world.database.sql`select kind, text from case_entries where case_id = ${id} and by = 'U0LEO'`;
    expect(notes).toMatchObject([{ kind: 'note', text: 'In five minutes' }]);
  });

  test('that somebody was called for before is told in the thread of that message', async () => {
    const { id, number } = await world.raise('10:00', { urgency: 'high' });
    await until('13:05');
    await toldTo('U0MAYA');

    await world.database.sql`update people set working_hours = '[]' where slack_id in ('U0LEO', 'U0LIA')`;
    await changeUrgency(world.at('13:10', 'ana'), { caseId: id, requestId: newRequest(), urgency: 'critical' });

    const told = await toldTo('U0MAYA');
    expect(told).toContain(
      `reply: @U0MAYA #${number} is critical, and nobody has claimed it. It was raised 3 h 10 min ago; you were asked.`,
    );
    expect(told.filter((each) => each.startsWith('post'))).toEqual([]);
  });
});
