import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { messageProblems } from '../../../../test/support/block-check.ts';
import type { TestContext } from '../../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { addShifts, newShift } from '../../../../test/support/shifts.ts';
import { transaction } from '../../../core/context.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import { cancelShift } from './edit-shift.ts';
import { editShifts } from './edit-shifts.ts';
import type { ShiftFacts } from './shift-change.ts';
import { CARE } from '../../../../test/support/northwind.ts';
import { publishDrafts } from './publish-drafts.ts';

const NOW = new Date('2026-03-10T09:00:00Z');
const [START, END] = ['2026-03-12T06:00', '2026-03-12T14:00'];
const SHIFT = 'Thursday 12 March, 06:00–14:00';

let database: TestDatabase;
let northwind: Northwind;
let leo: TestContext;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
  leo = northwind.as('leo');
  leo.clock.set(NOW);
});
afterAll(() => database.close());
beforeEach(() => database.sql`truncate shifts, jobs, outbox_messages, posted_messages, outbox_lanes cascade`);

async function told(): Promise<readonly { readonly to: string; readonly message: Message }[]> {
  return database.sql`
    select payload ->> 'to' as to, payload -> 'message' as message from outbox_messages order by 1`;
}

async function change(set: Partial<ShiftFacts>, was = newShift('U0ANA', START, END)): Promise<void> {
  const [shift] = await addShifts(leo, was);
  await transaction(leo, (tx) => editShifts(tx, leo, [{ shift: shift!, set }]));
}

const later = newShift('U0ANA', '2026-03-12T08:00', '2026-03-12T16:00');

test.each<[about: string, set: Partial<ShiftFacts>, news: Readonly<Record<string, string>>]>([
  [
    'other times',
    { startsAt: later.startsAt, endsAt: later.endsAt, startsLocal: later.startsLocal, endsLocal: later.endsLocal },
    {
      U0ANA: `<@U0LEO> changed your roster. Your shift was ${SHIFT}, Berlin time; it is *Thursday 12 March, 08:00–16:00, Berlin time* now.`,
    },
  ],
  ['another kind', { type: 'Night' }, { U0ANA: `Berlin time; it is *${SHIFT}, Berlin time · Night* now.` }],
  [
    'another holder',
    { slackId: 'U0BEN' },
    {
      U0ANA: `Your shift on ${SHIFT} is *not yours any more*: <@U0BEN> has it.`,
      U0BEN: `New for you: *${SHIFT}, Berlin time*.`,
    },
  ],
  ['nobody', { slackId: null }, { U0ANA: '*not yours any more*: it is open.' }],
  ['drafts', { isPublished: false }, { U0ANA: '*off the roster* for now.' }],
  ['the actor', { slackId: 'U0LEO' }, { U0ANA: '<@U0LEO> has it.' }],
  ['a comment', { comment: 'Bring cake', breakMinutes: 30 }, {}],
])('an edit to %s is told to whom it touches', async (_about, set, news) => {
  await change(set);

  const messages = await told();
  expect(messages.map(({ to }) => to)).toEqual(Object.keys(news));
  for (const { to, message } of messages) {
    expect(message.text).toContain(news[to]);
    expect(messageProblems(message)).toEqual([]);
  }
});

test('a shift that is cancelled is told once', async () => {
  const [shift] = await addShifts(leo, newShift('U0ANA', START, END));

  await cancelShift(leo, shift!.id);
  await cancelShift(leo, shift!.id);

  expect(await told()).toMatchObject([{ to: 'U0ANA', message: { text: expect.stringContaining('is *cancelled*') } }]);
});

test('what is over or a draft is no news', async () => {
  await change({ slackId: null }, newShift('U0ANA', '2026-03-09T06:00', '2026-03-09T14:00'));
  await change({ slackId: 'U0BEN' }, newShift('U0ANA', START, END, { isPublished: false }));

  expect(await told()).toEqual([]);
});

test('many shifts published at once are one message to each, which counts what it does not name', async () => {
  const days = Array.from({ length: 12 }, (_, day) => `2026-03-${day + 12}`);
  await addShifts(leo, ...days.map((day) => newShift('U0ANA', `${day}T06:00`, `${day}T14:00`, { isPublished: false })));

  await publishDrafts(leo, { teamId: CARE });

  const messages = await told();
  expect(messages).toHaveLength(1);
  expect(messages[0]?.message.text.match(/New for you/g)).toHaveLength(10);
  expect(messages[0]?.message.text).toContain('And 2 more.');
});
