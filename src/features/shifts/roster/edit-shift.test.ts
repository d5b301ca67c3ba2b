import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { rosterLines } from '../../../../test/support/imports.ts';
import { CARE, CARE_US, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { addShifts, newShift } from '../../../../test/support/shifts.ts';
import { viewProblems } from '../../../../test/support/block-check.ts';
import { transaction, type Ctx } from '../../../core/context.ts';
import type { OpenView } from '../../../slack/listener.ts';
import { absencesOf, addAbsence, removeAbsence } from './absences.ts';
import { availabilityOf, setAvailability } from './availability.ts';
import { cancelShift, saveShift } from './edit-shift.ts';
import { parseAbsence, parseAvailability, parseShift, parseSkills } from './forms/inputs.ts';
import {
  availabilityModal,
  awayModal,
  publishModal,
  shiftModal,
  skillsModal,
  whoseSkillsModal,
} from './forms/modals.ts';
import { draftsOf, publishDrafts } from './publish-drafts.ts';
import { saveSkills, skillsOf } from './skills.ts';

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
  await database.sql`truncate shifts, absences, qualifications, roster_people, jobs cascade`;
});

const SHIFT = '00000000-0000-4000-8000-0000000000a1';
const memory = { shiftId: SHIFT, version: 0, zone: 'Europe/Berlin' };

/** What somebody typed into a form, as Slack sends it. */
function sent(metadata: unknown, fields: Readonly<Record<string, object | string>>): OpenView {
  const state = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, { x: typeof value === 'string' ? { value } : value }]),
  );
  return { id: 'V1', hash: 'h', type: 'modal', callbackId: 'x', privateMetadata: JSON.stringify(metadata), state };
}

const who = (slackId: string) => ({ selected_users: [slackId] });
const of = (teamId: string) => ({ selected_option: { value: teamId } });
const ticked = (...values: string[]) => ({ selected_options: values.map((value) => ({ value })) });

function shiftForm(fields: Readonly<Record<string, object | string>>, about: object = memory) {
  const all = {
    team: of(CARE),
    person: who('U0ANA'),
    start: '2026-03-16 06:00',
    end: '14:00',
    flags: ticked('published'),
    ...fields,
  };
  return parseShift(sent(about, all));
}

async function save(ctx: Ctx, fields: Readonly<Record<string, object | string>> = {}, about: object = memory) {
  const parsed = shiftForm(fields, about);
  if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors));
  return saveShift(ctx, parsed.input);
}

describe('the form of a shift', () => {
  test.each([
    [{ start: 'soon' }, { start: 'Write it like 2026-03-16 06:00.' }],
    [{ start: '2026-03-29 02:30' }, { start: 'That time does not exist in Europe/Berlin: the clocks skip it.' }],
    [
      { start: '2026-10-25 02:30' },
      { start: 'That time comes twice in Europe/Berlin. Put +02:00 or +01:00 behind it.' },
    ],
    [{ end: '2026-03-16 05:00' }, { end: 'It ends before it starts.' }],
    [{ break: 'half' }, { break: 'Write a number of minutes.' }],
    [{ break: '480' }, { break: 'The break is as long as the shift.' }],
  ])('answers %j at its field', (fields, errors) => {
    expect(shiftForm(fields)).toEqual({ errors });
  });

  test('takes a time alone as the next one that the clock shows, and an offset where it comes twice', () => {
    expect(shiftForm({ start: '2026-03-28 22:00', end: '06:00' })).toMatchObject({
      input: { facts: { endsLocal: '2026-03-29T06:00', endOffset: '+02:00' } },
    });
    expect(shiftForm({ start: '2026-10-25 02:30 +01:00', end: '10:00' })).toMatchObject({
      input: { facts: { startOffset: '+01:00' } },
    });
  });

  test('adds a shift once, however often it is sent, and changes it', async () => {
    await save(leo);
    await save(leo);
    await save(leo, { end: '15:00', person: {} }, { ...memory, version: 1, teamId: CARE });

    expect(await rosterLines(database.sql)).toEqual(['- open 2026-03-16T06:00 2026-03-16T15:00 v2']);
  });

  test('does not overwrite what somebody else has changed since it was opened', async () => {
    await save(leo);
    await save(leo, { end: '15:00' }, { ...memory, version: 1 });

    await expect(save(leo, { end: '16:00' }, { ...memory, version: 1 })).rejects.toThrow('has changed meanwhile');
  });

  test('is refused to agents, to leads of other teams, and for people who are not on the team', async () => {
    await expect(save(ana)).rejects.toThrow('Only leads, managers and directors of Northwind Care can change');
    await expect(save(northwind.as('lou'))).rejects.toThrow('Only leads, managers and directors of Northwind Care');
    await expect(save(leo, { person: who('U0AMY') })).rejects.toMatchObject({ field: 'person' });
    await save(leo);
    // What the form says of its team does not count once the shift is there.
    await expect(save(northwind.as('lou'), {}, { ...memory, version: 1, teamId: CARE_US })).rejects.toThrow(
      'of Northwind Care can',
    );
  });

  test('says whose other shift is in the way', async () => {
    await addShifts(leo, newShift('U0ANA', '2026-03-16T12:00', '2026-03-16T20:00'));

    await expect(save(leo)).rejects.toThrow('overlaps Ana’s shift on Mon 16 Mar, 12:00–20:00');
  });

  test('takes a shift off the roster, once', async () => {
    await save(leo);
    await cancelShift(leo, SHIFT);
    await cancelShift(leo, SHIFT);

    expect(await rosterLines(database.sql)).toEqual(['- U0ANA 2026-03-16T06:00 2026-03-16T14:00 v2 cancelled']);
    await expect(save(leo, { end: '15:00' }, { ...memory, version: 2 })).rejects.toThrow(
      'is not on the roster any more',
    );
  });
});

test('publishes every draft that is to come, and nothing else', async () => {
  const draft = (day: string) => newShift(null, `${day}T06:00`, `${day}T14:00`, { isPublished: false });
  await addShifts(leo, draft('2026-03-09'), draft('2026-03-16'), draft('2026-03-17'));

  const published = await publishDrafts(leo, { teamId: CARE });

  expect(published).toBe(2);
  expect(await transaction(leo, (tx) => draftsOf(tx, leo, CARE))).toEqual([]);
  await expect(publishDrafts(ana, { teamId: CARE })).rejects.toThrow('Only leads, managers and directors');
});

describe('times somebody cannot work', () => {
  const about = { absenceId: '00000000-0000-4000-8000-0000000000b1', zone: 'Europe/Berlin', today: '2026-03-10' };
  const add = async (fields: Readonly<Record<string, string>>) => {
    const parsed = parseAbsence(sent(about, fields));
    if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors));
    await addAbsence(ana, parsed.input);
  };
  const list = () => transaction(ana, (tx) => absencesOf(tx, ana, 'U0ANA'));

  test('are whole days, the last one included, 23 hours long where the clocks change', async () => {
    await add({ from: '2026-03-29' });
    await add({ from: '2026-03-29' });

    const [absence, ...others] = await list();
    expect(others).toEqual([]);
    expect(absence).toMatchObject({
      isWholeDates: true,
      startsAt: new Date('2026-03-28T23:00:00Z'),
      endsAt: new Date('2026-03-29T22:00:00Z'),
    });
  });

  test('are stretches with times, too, and can be taken back by their person alone', async () => {
    await add({ from: '2026-03-20 14:00', to: '18:00' });
    await removeAbsence(leo, about.absenceId);
    expect(await list()).toMatchObject([{ startsAt: new Date('2026-03-20T13:00:00Z'), isWholeDates: false }]);

    await removeAbsence(ana, about.absenceId);
    expect(await list()).toEqual([]);
  });

  test.each([
    [{ from: 'Easter' }, { from: 'Write it like Friday, 24 Dec or 2026-12-24, or with a time: 2026-12-24 14:00.' }],
    [{ from: '2026-03-20', to: '2026-03-19' }, { to: 'The last day is before the first.' }],
    [{ from: '2026-03-20', to: '2026-03-20 18:00' }, { from: 'Write both as days, or both with a time.' }],
  ])('of %j are answered at their field', (fields, errors) => {
    expect(parseAbsence(sent(about, fields))).toEqual({ errors });
  });

  test.each([
    [{ from: '24 Dec' }, '2026-12-24', '2026-12-24'],
    [{ from: '24 Dec', to: '2 Jan' }, '2026-12-24', '2027-01-02'],
    [{ from: 'Friday', to: 'Monday' }, '2026-03-13', '2026-03-16'],
  ])('are days as people type them: %j', (fields, from, to) => {
    expect(parseAbsence(sent(about, fields))).toMatchObject({ input: { from, to, span: undefined } });
  });

  test('are leave only by the word of those who plan', async () => {
    const parsed = parseAbsence(sent(about, { from: '24 Dec', kind: of('leave') }));
    if ('errors' in parsed) throw new Error('unreadable');

    await expect(addAbsence(ana, parsed.input)).rejects.toThrow('those who plan');
    await addAbsence(leo, parsed.input);

    expect(await transaction(leo, (tx) => absencesOf(tx, leo, 'U0LEO'))).toMatchObject([{ kind: 'leave' }]);
  });

  test('every week are kept as hours, or as none', async () => {
    const parsed = parseAvailability(sent({}, { hours: 'Mon-Fri 07:00-20:00' }));
    if ('errors' in parsed) throw new Error('unreadable');
    await setAvailability(ana, parsed.input);
    expect(await transaction(ana, (tx) => availabilityOf(tx, ana))).toHaveLength(5);

    await setAvailability(ana, { hours: undefined });
    expect(await transaction(ana, (tx) => availabilityOf(tx, ana))).toBeNull();
  });
});

describe('skills', () => {
  const typed = (text: string) => parseSkills(sent({ slackId: 'U0ANA' }, { skills: text }));

  test('are lines with a last day where they end', async () => {
    const parsed = typed('chat\nfirst aid until 2027-03-01\n');
    if ('errors' in parsed) throw new Error('unreadable');
    await saveSkills(leo, parsed.input);
    await saveSkills(leo, parsed.input);

    expect(await skillsOf(leo, 'U0ANA')).toEqual({
      slackId: 'U0ANA',
      skills: [
        { name: 'chat', validUntil: null },
        { name: 'first aid', validUntil: '2027-03-01' },
      ],
    });
    await expect(saveSkills(northwind.as('lou'), parsed.input)).rejects.toThrow('Only leads, managers and directors');
  });

  test('that end on no date, or come twice, are answered', () => {
    expect(typed('first aid until summer')).toEqual({
      errors: { skills: '“summer” is no date. Write it like 2027-03-01.' },
    });
    expect(typed('chat\nchat')).toEqual({ errors: { skills: '“chat” is there twice.' } });
  });
});

test('every form is one that Slack takes, with the longest of everything in it', async () => {
  const [shift] = await addShifts(
    leo,
    newShift('U0ANA', '2026-03-16T06:00', '2026-03-16T14:00', { comment: 'x'.repeat(2000), role: 'r'.repeat(200) }),
  );
  const teams = Array.from({ length: 120 }, (_, at) => ({ id: `${at}`, name: 'n'.repeat(80) }));
  const absence = {
    workspaceId: 'T',
    id: SHIFT,
    slackId: 'U0ANA',
    kind: 'leave',
    startsAt: new Date(0),
    endsAt: new Date(1),
    timeZone: 'UTC',
    isWholeDates: false,
    sourceKey: null,
  } as const;
  const forms = [
    shiftModal(memory, teams, undefined),
    shiftModal({ ...memory, teamId: CARE }, [], shift),
    awayModal(
      { absenceId: SHIFT, zone: 'America/Argentina/ComodRivadavia', today: '2026-03-10' },
      Array.from({ length: 90 }, (_, at) => ({ ...absence, id: `${SHIFT}${at}` })),
      null,
      true,
    ),
    availabilityModal(null, 'Europe/Berlin'),
    whoseSkillsModal(),
    skillsModal({
      slackId: 'U0ANA',
      skills: Array.from({ length: 200 }, (_, at) => ({ name: `skill ${at}`, validUntil: null })),
    }),
    publishModal({ id: CARE, name: 'n'.repeat(80) }, shift ? [shift] : []),
    publishModal({ id: CARE, name: 'n' }, []),
  ];

  expect(forms.flatMap((form) => viewProblems(form))).toEqual([]);
});
