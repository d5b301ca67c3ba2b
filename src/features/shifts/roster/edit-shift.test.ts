import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { rosterLines } from '../../../../test/support/imports.ts';
import { CARE, CARE_US, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { addShifts, newShift } from '../../../../test/support/shifts.ts';
import { viewProblems } from '../../../../test/support/block-check.ts';
import { transaction, type Ctx } from '../../../core/context.ts';
import type { OpenView } from '../../../slack/listener.ts';
import { cancelShift, saveShift } from './edit-shift.ts';
import { parseShift, parseSkills } from './forms/inputs.ts';
import { availabilityModal, publishModal, skillsModal, whoseSkillsModal } from './forms/modals.ts';
import { shiftModal } from './forms/shift-modal.ts';
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
  const forms = [
    shiftModal({ memory, teams, shift: undefined, insteads: [] }),
    shiftModal({
      memory: { ...memory, teamId: CARE, back: `day/${CARE}/2026-03-16` },
      teams: [],
      shift,
      insteads: ['swap', 'cover'],
    }),
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
