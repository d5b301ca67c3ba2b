import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, createTestDatabase } from '../../../test/support/database.ts';
import { CARE } from '../../../test/support/northwind.ts';
import { type PeopleWorld, careTeam, openPeopleWorld, setUpTeam } from '../../../test/support/people-world.ts';
import { transaction } from '../../core/context.ts';
import { UserError } from '../../core/errors.ts';
import { type CalendarFetch, CannotRead, type Fetched } from './fetch-calendar.ts';
import type { SaveCalendar } from './inputs.ts';
import { parseDayLines } from './day-lines.ts';
import { followTeamZone, icalNotRead, refreshIcal } from './refresh-ical.ts';
import { lookAtFiles, saveCalendar } from './save-calendar.ts';
import { teamCalendar } from './team-calendar.ts';

const URL_OF_HOLIDAYS = 'https://calendar.example.com/holidays.ics';

let database: TestDatabase;
let world: PeopleWorld;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await openPeopleWorld(database);
  await setUpTeam(await world.as('U0ADMIN'), world.slack, careTeam({ timeZone: 'Europe/Madrid' }));
  await queued();
});

function input(changes: Partial<SaveCalendar> = {}): SaveCalendar {
  const daysText = changes.daysText ?? '';
  const reading = parseDayLines(daysText);
  const days = 'rules' in reading ? reading.rules : [];
  const none = { teamId: CARE, version: 0, isRoundTheClock: false, place: null, icalUrl: null, file: null };
  return { ...none, daysText, days, ...changes };
}

function file(...dates: readonly string[]): string {
  const events = dates.map((date) => `BEGIN:VEVENT\nUID:${date}\nDTSTART;VALUE=DATE:${date}\nEND:VEVENT`);
  return ['BEGIN:VCALENDAR', ...events, 'END:VCALENDAR'].join('\n');
}

/** Something that serves this text, or fails with these words. */
function serves(text: string): CalendarFetch {
  return () => Promise.resolve<Fetched>({ kind: 'text', text, etag: null });
}
const fails: CalendarFetch = () => Promise.reject(new CannotRead('There is no such address.'));

/** Puts a file into Slack's keeping, as a form does. */
function uploaded(content: string, id = 'F1'): NonNullable<SaveCalendar['file']> {
  world.slack.files.set(id, content);
  return { id, name: 'holidays.ics', isNew: true };
}

/** Both stages of the form. */
async function save(
  changes: Partial<SaveCalendar>,
  fetchCalendar: CalendarFetch = fails,
  by = 'U0MAYA',
): Promise<void> {
  const ctx = await world.as(by);
  await lookAtFiles(ctx, { fetchCalendar, slack: world.slack }, input(changes));
  await saveCalendar(ctx, input(changes));
}

function calendar() {
  return transaction(world.app(), (tx) => teamCalendar(tx, world.app(), CARE));
}

async function closed(): Promise<readonly string[]> {
  return [...(await calendar()).calendar.holidays].toSorted();
}

/** Kinds of the jobs queued since this was last asked. */
async function queued(): Promise<readonly string[]> {
  const rows = await database.sql`delete from jobs where kind like 'people.%' returning kind`;
  return rows.map((row) => String(row['kind'])).toSorted();
}

async function messages(): Promise<readonly string[]> {
  const rows =
    await database.sql`select channel, payload->'message'->>'text' as text from outbox_messages where dedupe_key like 'ical:%' order by channel`;
  return rows.map((row) => `${String(row['channel'])}: ${String(row['text'])}`);
}

describe('saving a calendar', () => {
  it('has the team’s clocks run by it, and every feature look at the team anew', async () => {
    await save({ place: 'ES', daysText: '2026-12-24 09:00-12:00\n2026-12-31 closed' });

    const { calendar: kept, revision } = await calendar();
    expect(kept).toMatchObject({ timeZone: 'Europe/Madrid', isRoundTheClock: false });
    expect(kept.holidays).toContain('2026-12-08');
    expect(kept.holidays).toContain('2026-12-31');
    expect(kept.datedHours.get('2026-12-24')).toEqual([{ open: 540, close: 720 }]);
    expect(revision).toBe(2);
    expect(await queued()).toEqual(['people.team-changed']);
  });

  it('may be round the clock', async () => {
    await save({ isRoundTheClock: true });

    expect((await calendar()).calendar.isRoundTheClock).toBe(true);
  });

  it('rule 3: refuses one that never opens within the next 366 days', async () => {
    const daysText = '2026-03-01 to 2027-02-28 closed\n2027-03-01 to 2028-01-01 closed';

    await expect(save({ daysText })).rejects.toThrow('never open within the next year');
    expect((await calendar()).revision).toBe(1);
    expect(await queued()).toEqual([]);
  });

  it('keeps one of two that were opened at once, and says who was faster', async () => {
    const [maya, admin] = [await world.as('U0MAYA'), await world.as('U0ADMIN')];

    const both = await Promise.allSettled([
      saveCalendar(maya, input({ daysText: '2026-12-24 closed' })),
      saveCalendar(admin, input({ daysText: '2026-12-31 closed' })),
    ]);

    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const refused = both.find((each) => each.status === 'rejected');
    expect(String(refused?.reason)).toMatch(
      /(Maya|Olga|U0ADMIN|U0MAYA).* saved this calendar while your form was open/,
    );
    expect(await closed()).toHaveLength(1);
  });

  it('can be saved again after somebody else’s was seen', async () => {
    await save({ daysText: '2026-12-24 closed' });
    await expect(save({ daysText: '2026-12-31 closed' })).rejects.toMatchObject({ version: 1 });

    await save({ daysText: '2026-12-31 closed', version: 1 });

    expect(await closed()).toEqual(['2026-12-31']);
  });

  it('is for those who may change the team, files included', async () => {
    const asked: string[] = [];
    const fetchCalendar: CalendarFetch = (url) => {
      asked.push(url);
      return fails(url, null);
    };

    await expect(save({ icalUrl: URL_OF_HOLIDAYS }, fetchCalendar, 'U0LEO')).rejects.toThrow('Only managers');
    await expect(saveCalendar(await world.as('U0LEO'), input())).rejects.toThrow('Only managers');
    expect(asked).toEqual([]);
  });

  it('keeps the address of a file out of the audit log', async () => {
    await save({ icalUrl: `${URL_OF_HOLIDAYS}?secret=1` }, serves(file('20261224')));

    const [row] = await database.sql`select detail from audit_log where action = 'calendar.saved'`;
    expect(JSON.stringify(row)).toContain('calendar.example.com');
    expect(JSON.stringify(row)).not.toContain('secret');
  });
});

describe('a change of the team', () => {
  it('of zone or hours is a new revision, of its name is none', async () => {
    const admin = await world.as('U0ADMIN');
    const change = (changes: Parameters<typeof careTeam>[0]) =>
      setUpTeam(admin, world.slack, careTeam({ timeZone: 'Europe/Madrid', ...changes }));

    await change({ name: 'Northwind Service' });
    expect((await calendar()).revision).toBe(1);
    await change({ name: 'Northwind Service', hours: [{ weekday: 1, open: 540, close: 600 }] });
    expect((await calendar()).revision).toBe(2);
    await change({ timeZone: 'Europe/Berlin' });
    expect((await calendar()).revision).toBe(3);
  });

  it('of its zone works out its files for the new one', async () => {
    const noon =
      'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20261201T120000Z\nDURATION:PT1H\nEND:VEVENT\nEND:VCALENDAR';
    await save({ icalUrl: URL_OF_HOLIDAYS }, serves(noon));
    expect((await calendar()).calendar.breaks.get('2026-12-01')).toEqual([{ open: 780, close: 840 }]);

    await setUpTeam(await world.as('U0ADMIN'), world.slack, careTeam({ timeZone: 'America/Chicago' }));
    await followTeamZone(world.app(), CARE);

    expect((await calendar()).calendar.breaks.get('2026-12-01')).toEqual([{ open: 360, close: 420 }]);
  });
});

describe('rule 5: an iCal file', () => {
  it('is read when the calendar is saved, and again every day', async () => {
    await save({ icalUrl: URL_OF_HOLIDAYS, file: uploaded(file('20261231')) }, serves(file('20261224')));

    expect(await closed()).toEqual(['2026-12-24', '2026-12-31']);
    expect(await queued()).toEqual(['people.read-ical', 'people.team-changed']);
  });

  it('that cannot be read is refused at its field', async () => {
    await expect(save({ icalUrl: URL_OF_HOLIDAYS })).rejects.toThrow(
      new UserError('There is no such address.', 'icalUrl'),
    );
    await expect(save({ icalUrl: URL_OF_HOLIDAYS }, serves('<html>'))).rejects.toMatchObject({ field: 'icalUrl' });
    await expect(save({ file: uploaded('Christmas') })).rejects.toMatchObject({ field: 'upload' });
  });

  it('that was uploaded is copied once, and used from then on whatever becomes of it in Slack', async () => {
    await save({ file: uploaded(file('20261231')) });
    world.slack.files.clear();

    await save({ file: { id: 'F1', name: 'holidays.ics', isNew: false }, daysText: '2026-12-24 closed', version: 1 });
    await refreshIcal(world.app(), fails, CARE);

    expect(await closed()).toEqual(['2026-12-24', '2026-12-31']);
    expect(world.slack.asked.filter((what) => what.startsWith('file'))).toEqual(['file F1']);
  });

  it('that is gone by now is refused at its field, one that nobody uploaded here is not asked for', async () => {
    const nowhere = { id: 'F2', name: 'gone.ics', isNew: true };
    world.slack.files.set('F3', file('20261231'));

    await expect(save({ file: nowhere })).rejects.toMatchObject({ field: 'upload' });
    await expect(save({ file: { ...nowhere, id: 'F3', isNew: false } })).rejects.toMatchObject({ field: 'upload' });

    expect(world.slack.asked.filter((what) => what.startsWith('file'))).toEqual(['file F2']);
  });

  it('that says the same is no change, one that says something else is', async () => {
    await save({ icalUrl: URL_OF_HOLIDAYS }, serves(file('20261224')));
    await queued();

    await refreshIcal(world.app(), serves(`${file('20261224')}\n`), CARE);
    expect({ revision: (await calendar()).revision, jobs: await queued() }).toEqual({
      revision: 2,
      jobs: ['people.read-ical'],
    });
    await refreshIcal(world.app(), serves(file('20261224', '20261228')), CARE);
    expect((await calendar()).revision).toBe(3);
    expect(await queued()).toEqual(['people.read-ical', 'people.team-changed']);
    expect(await closed()).toEqual(['2026-12-24', '2026-12-28']);
  });

  it('shows more of the future as time goes on, which is no change', async () => {
    const yearly =
      'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20200624\nRRULE:FREQ=YEARLY\nEND:VEVENT\nEND:VCALENDAR';
    await save({ icalUrl: URL_OF_HOLIDAYS }, serves(yearly));
    expect(await closed()).toEqual(['2025-06-24', '2026-06-24', '2027-06-24', '2028-06-24']);

    world.clock.set(new Date('2027-03-10T09:00:00Z'));
    await refreshIcal(world.app(), serves(yearly), CARE);

    expect(await closed()).toEqual(['2026-06-24', '2027-06-24', '2028-06-24', '2029-06-24']);
    expect((await calendar()).revision).toBe(2);
  });

  it('that cannot be had any more stays as it was; the managers are told once, and since when', async () => {
    await save({ icalUrl: URL_OF_HOLIDAYS }, serves(file('20261224')));
    await queued();

    for (const _day of [1, 2]) {
      world.clock.advance(24 * 60 * 60 * 1000);
      await expect(refreshIcal(world.app(), fails, CARE)).rejects.toThrow(CannotRead);
      await icalNotRead(world.app(), CARE, new CannotRead('There is no such address.'));
    }

    expect(await closed()).toEqual(['2026-12-24']);
    expect(await queued()).toEqual(['people.read-ical']);
    expect(await messages()).toEqual([expect.stringMatching(/^U0MAYA: .*There is no such address.*10 March/)]);
    const [copy] = await database.sql`select failing_since from ical_copies`;
    expect(copy).toEqual({ failing_since: new Date('2026-03-11T09:00:00Z') });

    await refreshIcal(world.app(), serves(file('20261224')), CARE);
    expect(await database.sql`select failing_since from ical_copies`).toEqual([{ failing_since: null }]);
  });

  it('that would close every day is not taken', async () => {
    await save({ icalUrl: URL_OF_HOLIDAYS }, serves(file('20261224')));
    const always =
      'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20200101\nRRULE:FREQ=DAILY\nEND:VEVENT\nEND:VCALENDAR';

    await expect(refreshIcal(world.app(), serves(always), CARE)).rejects.toThrow('close every day');

    expect(await closed()).toEqual(['2026-12-24']);
  });

  it('that is known and just away does not keep a form from being saved', async () => {
    await save({ icalUrl: URL_OF_HOLIDAYS }, serves(file('20261224')));

    await save({ icalUrl: URL_OF_HOLIDAYS, daysText: '2026-12-31 closed', version: 1 }, fails);

    expect(await closed()).toEqual(['2026-12-24', '2026-12-31']);
  });

  it('that is named no more is forgotten', async () => {
    await save({ icalUrl: URL_OF_HOLIDAYS, file: uploaded(file('20261231')) }, serves(file('20261224')));

    await save({ version: 1 });

    expect(await closed()).toEqual([]);
    expect(await database.sql`select source from ical_copies`).toEqual([]);
    await queued();
    await refreshIcal(world.app(), serves(file('20261224')), CARE);
    expect(await queued()).toEqual([]);
  });
});
