import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { viewProblems } from '../../../../test/support/block-check.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { type CastName, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { fingersOn } from '../../../../test/support/fingers.ts';
import { queuedMessages } from '../../../../test/support/queued-messages.ts';
import { addShifts, newShift } from '../../../../test/support/shifts.ts';
import { transaction, type Ctx } from '../../../core/context.ts';
import type { OpenView } from '../../../slack/listener.ts';
import { absenceText } from './absence-words.ts';
import { absencesOf, addAbsence, removeAbsence } from './absences.ts';
import { availabilityOf, setAvailability } from './availability.ts';
import { type AddAbsence, type AwayMemory, parseAbsence, parseSure } from './forms/away-inputs.ts';
import { awayForm, awayListeners } from './forms/away-listeners.ts';
import { awayModal, sureHoursModal, sureModal } from './forms/away-modals.ts';
import { parseAvailability } from './forms/inputs.ts';

let database: TestDatabase;
let northwind: Northwind;
let leo: Ctx;
let ana: Ctx;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
  leo = northwind.as('leo');
  ana = northwind.as('ana');
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql`truncate shifts, absences, roster_people, jobs, outbox_messages, posted_messages, outbox_lanes cascade`;
});

const ID = '00000000-0000-4000-8000-0000000000b1';
const own: AwayMemory = {
  absenceId: ID,
  slackId: 'U0ANA',
  zone: 'Europe/Berlin',
  today: '2026-03-10',
  isTheirOwn: true,
};

/** What somebody typed into the form, as Slack sends it. */
function sent(fields: Readonly<Record<string, object | string>>, memory: object = own): OpenView {
  const state = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, { x: typeof value === 'string' ? { value } : value }]),
  );
  return { id: 'V1', hash: 'h', type: 'modal', callbackId: 'x', privateMetadata: JSON.stringify(memory), state };
}

function typed(fields: Readonly<Record<string, object | string>>, memory?: object): AddAbsence {
  const parsed = parseAbsence(sent(fields, memory));
  if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors));
  return parsed.input;
}

const leave = { kind: { selected_option: { value: 'leave' } } };
const ofAna = (name: CastName) => {
  const ctx = northwind.as(name);
  return transaction(ctx, (tx) => absencesOf(tx, ctx, 'U0ANA'));
};

describe('what is typed', () => {
  test.each([
    [{ from: '24 Dec' }, '2026-12-24', '2026-12-24'],
    [{ from: '24 Dec', to: '2 Jan' }, '2026-12-24', '2027-01-02'],
    [{ from: 'Friday', to: 'Monday' }, '2026-03-13', '2026-03-16'],
    [{ from: 'tomorrow' }, '2026-03-11', '2026-03-11'],
    [{ from: '2026-12-24', to: '26.12.' }, '2026-12-24', '2026-12-26'],
  ])('as days is whole days: %j', (fields, from, to) => {
    expect(typed(fields)).toMatchObject({ from, to, span: undefined });
  });

  test.each([
    [{ from: '24 Dec 14:00', to: '18:00' }, '2026-12-24T13:00Z', '2026-12-24T17:00Z'],
    [{ from: 'tomorrow at 2 pm', to: '24 Dec 18:00' }, '2026-03-11T13:00Z', '2026-12-24T17:00Z'],
    [{ from: 'Friday, 22:00', to: '06:00' }, '2026-03-13T21:00Z', '2026-03-14T05:00Z'],
    [{ from: '25 Oct 02:30+01:00', to: '25 Oct 05:00' }, '2026-10-25T01:30Z', '2026-10-25T04:00Z'],
    [{ from: '2026-03-20 14:00', to: '18:00' }, '2026-03-20T13:00Z', '2026-03-20T17:00Z'],
  ])('with times is a stretch: %j', (fields, startsAt, endsAt) => {
    expect(typed(fields).span).toEqual({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) });
  });

  test.each([
    [{ from: 'Easter' }, { from: 'Write it like Friday, 24 Dec or 24 Dec 14:00.' }],
    [{ from: 'Friday', to: 'Easter' }, { to: 'Write it like Friday, 24 Dec or 24 Dec 14:00.' }],
    [{ from: '24 Dec 14:00', to: 'late' }, { to: 'Write it like Friday, 24 Dec or 24 Dec 14:00.' }],
    [{ from: '24 Dec 14:00' }, { to: 'Say until when: 18:00, or 24 Dec 18:00.' }],
    [{ from: '2026-03-20', to: '2026-03-19' }, { to: 'The last day is before the first.' }],
    [{ from: '2026-03-20', to: '2026-03-20 18:00' }, { to: 'Write both as days, or both with a time.' }],
    [{ from: '1.1.2020' }, { from: 'That is over. Write a day to come, like 24 Dec.' }],
    [{ from: '24 Dec 14:00', to: '31 Dec' }, { to: 'Write both as days, or both with a time.' }],
    [
      { from: '29 Mar 02:30', to: '29 Mar 06:00' },
      { from: 'That time does not exist in Europe/Berlin: the clocks skip it.' },
    ],
  ])('and means nothing is answered at its field: %j', (fields, errors) => {
    expect(parseAbsence(sent(fields))).toEqual({ errors });
  });
});

describe('a time that somebody cannot work', () => {
  test('is whole days, the last one included, 23 hours long where the clocks change; sent twice it is one', async () => {
    await addAbsence(ana, typed({ from: '2026-03-29' }));
    await addAbsence(ana, typed({ from: '2026-03-29' }));

    expect(await ofAna('ana')).toMatchObject([
      { isWholeDates: true, startsAt: new Date('2026-03-28T23:00Z'), endsAt: new Date('2026-03-29T22:00Z') },
    ]);
  });

  test('is entered and taken back by its person alone', async () => {
    await addAbsence(ana, typed({ from: '20 Mar 14:00', to: '18:00' }));

    await expect(removeAbsence(leo, ID)).rejects.toThrow('Leave is entered, and taken back, by leads');
    await expect(addAbsence(leo, typed({ from: '24 Mar' }))).rejects.toThrow('Leave is entered');
    expect(await ofAna('ana')).toHaveLength(1);
    await removeAbsence(ana, ID);

    expect(await ofAna('ana')).toEqual([]);
  });

  test('that is over is refused, also when it was so earlier today', async () => {
    const today = typed({ from: '2026-03-10 00:05', to: '00:10' });

    await expect(addAbsence(ana, today)).rejects.toThrow('That is over.');
    expect(await ofAna('ana')).toEqual([]);
  });

  test('of another year says which', () => {
    const of = (startsAt: string, endsAt: string) =>
      absenceText(
        {
          kind: 'unavailable',
          timeZone: 'Europe/Berlin',
          isWholeDates: true,
          startsAt: new Date(startsAt),
          endsAt: new Date(endsAt),
        },
        '2026-03-10',
      );

    expect(of('2026-12-23T23:00Z', '2027-01-02T23:00Z')).toBe('Thu 24 Dec to Sat 2 Jan 2027');
    expect(of('2026-12-23T23:00Z', '2026-12-24T23:00Z')).toBe('Thu 24 Dec');
  });

  test('is gone from the window in which Remove was pressed, with the answer there', async () => {
    const fingers = fingersOn(awayListeners);
    await addAbsence(ana, typed({ from: '24 Dec' }));
    const window = await awayForm(ana);
    const view: OpenView = {
      ...sent({}),
      callbackId: window.callback_id ?? '',
      privateMetadata: window.private_metadata ?? '',
    };

    await fingers.press(ana, 'shift.away-remove', ID, { view });

    expect(JSON.stringify(fingers.last().blocks)).toMatch(/Removed\. .*Nothing is to come\./);
  });

  test('with shifts in it is not saved until its person has seen them', async () => {
    const [shift] = await addShifts(
      leo,
      newShift('U0ANA', '2026-03-20T06:00', '2026-03-20T14:00'),
      newShift('U0ANA', '2026-03-20T20:00', '2026-03-20T22:00', { isPublished: false }),
      newShift('U0ANA', '2026-03-23T06:00', '2026-03-23T14:00'),
    );

    const first = await addAbsence(ana, typed({ from: '20 Mar' }));
    const asked = sureModal(typed({ from: '20 Mar' }), undefined, 'works' in first ? first.works : [], () => true);
    const kept = await ofAna('ana');
    const sure = parseSure({ ...sent({}), privateMetadata: asked.private_metadata ?? '' });
    const then = 'input' in sure ? await addAbsence(ana, sure.input) : undefined;

    expect(first).toMatchObject({ works: [{ id: shift?.id }] });
    expect(kept).toEqual([]);
    expect(JSON.stringify(asked.blocks)).toContain('Not saved yet: You have a shift then.');
    expect(JSON.stringify(asked.blocks)).toContain(`"swap.start:${shift?.id}"`);
    expect(then).toMatchObject({ saved: { kind: 'unavailable' } });
    expect(await ofAna('ana')).toMatchObject([{ startsAt: new Date('2026-03-19T23:00Z') }]);
  });
});

describe('leave that was granted', () => {
  const ofAnother = { ...own, isTheirOwn: false };

  test('is no agent’s to enter or to take back, whatever their form says', async () => {
    await expect(addAbsence(ana, typed({ from: '24 Dec', ...leave }))).rejects.toThrow('Leave is entered');
    await expect(addAbsence(ana, typed({ from: '24 Dec' }, { ...ofAnother, slackId: 'U0BEN' }))).rejects.toThrow(
      'Leave is entered',
    );
    await addAbsence(leo, typed({ from: '24 Dec' }, ofAnother));

    await expect(removeAbsence(ana, ID)).rejects.toThrow('Leave is entered, and taken back, by leads');
    await expect(awayForm(ana, 'U0BEN')).rejects.toThrow('Only leads, managers and directors of a team they are on');
  });

  test('is entered by who plans their roster, and they are told, also when it is taken back', async () => {
    await addAbsence(leo, typed({ from: '24 Dec', to: '31 Dec' }, ofAnother));
    await removeAbsence(leo, ID);

    const told = (await queuedMessages(database.sql)).filter(({ channel }) => channel === 'U0ANA');
    expect(told.map(({ payload }) => payload)).toEqual([
      expect.stringContaining('<@U0LEO> entered leave for you: *Thu 24 Dec to Thu 31 Dec*.'),
      expect.stringContaining('<@U0LEO> took back your leave: *Thu 24 Dec to Thu 31 Dec*.'),
    ]);
  });

  test('is not for leads of other teams', async () => {
    await expect(addAbsence(northwind.as('lou'), typed({ from: '24 Dec' }, ofAnother))).rejects.toThrow(
      'Leave is entered',
    );
    await expect(awayForm(northwind.as('lou'), 'U0ANA')).rejects.toThrow('Only leads');
  });

  test('shows whoever plans nothing else of when somebody cannot work', async () => {
    await addAbsence(ana, typed({ from: '20 Mar' }));

    const form = JSON.stringify(await awayForm(leo, 'U0ANA'));

    expect(form).toContain('Leave that was granted to *Ana*.');
    expect(form).toContain('Nothing is to come.');
    expect(form).not.toContain('20 Mar');
  });
});

test('hours of every week are kept, or none', async () => {
  const parsed = parseAvailability(sent({ hours: 'Mon-Fri 07:00-20:00' }));
  if ('errors' in parsed) throw new Error('unreadable');
  await setAvailability(ana, parsed.input);
  expect(await transaction(ana, (tx) => availabilityOf(tx, ana))).toHaveLength(5);

  await setAvailability(ana, { hours: undefined, seen: null });
  expect(await transaction(ana, (tx) => availabilityOf(tx, ana))).toBeNull();
});

test('every form is one that Slack takes, with the longest of everything in it', async () => {
  const [shift] = await addShifts(leo, newShift('U0ANA', '2026-03-16T06:00', '2026-03-16T14:00'));
  if (!shift) throw new Error('it was added');
  const about = {
    workspaceId: 'T',
    id: ID,
    slackId: 'U0ANA',
    kind: 'leave',
    timeZone: 'UTC',
    sourceKey: null,
  } as const;
  const absence = { ...about, startsAt: new Date(0), endsAt: new Date(1), isWholeDates: false };
  const shown = {
    name: '*n<'.repeat(30),
    list: Array.from({ length: 90 }, (_, at) => ({ ...absence, id: `${ID}${at}` })),
    availability: null,
    plans: true,
    plansForOthers: true,
    note: 'Saved.',
  };
  const memory = { ...own, zone: 'America/Argentina/ComodRivadavia' };
  const many = Array.from({ length: 40 }, (_, at) => ({ ...shift, id: `${ID}${at}` }));

  const forms = [
    awayModal({ memory, ...shown }),
    awayModal({ memory: { ...memory, isTheirOwn: false }, ...shown }),
    sureModal(typed({ from: '20 Mar 10:00', to: '18:00' }), shown.name, many, () => true),
    sureHoursModal([{ weekday: 1, open: 420, close: 1200 }], many, () => true),
  ];

  expect(forms.flatMap((form) => viewProblems(form))).toEqual([]);
});
