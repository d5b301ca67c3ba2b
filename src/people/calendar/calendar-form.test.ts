import type { ModalView } from '@slack/types';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, createTestDatabase } from '../../../test/support/database.ts';
import { CARE } from '../../../test/support/northwind.ts';
import { type PeopleWorld, careTeam, openPeopleWorld, setUpTeam } from '../../../test/support/people-world.ts';
import { recordingViews } from '../../../test/support/recording-views.ts';
import { refusedOfMessage, refusedOfView } from '../../../test/support/slack-rules.ts';
import { UserError } from '../../core/errors.ts';
import type { Listener, OpenView, ViewState } from '../../slack/listener.ts';
import type { CalendarLook } from './calendar-form.ts';
import { CannotRead } from './fetch-calendar.ts';
import { remembered } from './inputs.ts';
import { calendarListeners } from './listeners.ts';
import { unreadableCalendarMessage } from './messages.ts';
import { calendarModal, calendarSavedModal } from './modals.ts';
import type { IcalCopy } from './tables.ts';

let database: TestDatabase;
let world: PeopleWorld;
const listeners = calendarListeners({
  fetchCalendar: () => Promise.reject(new CannotRead('There is no such address.')),
  slack: { file: (...asked) => world.slack.file(...asked) },
});

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await openPeopleWorld(database);
  await setUpTeam(await world.as('U0ADMIN'), world.slack, careTeam({ timeZone: 'Europe/Madrid' }));
});

function listener<K extends Listener['kind']>(kind: K, key: string): Extract<Listener, { kind: K }> {
  const found = listeners.find((each) => each.kind === kind && each.key === key);
  if (!found) throw new Error(`nobody listens to ${kind} ${key}`);
  return found as Extract<Listener, { kind: K }>;
}

interface Typed {
  readonly place?: string;
  readonly days?: string;
  readonly icalUrl?: string;
  /** Slack describes it like this. */
  readonly upload?: { readonly id: string; readonly name: string; readonly size?: number };
}

const BLANK = { teamId: CARE, version: 0, isRoundTheClock: false, days: '', icalUrl: '' };

/** The form as Slack sends it with this in it. */
function formView({ place, upload, ...texts }: Typed, version = 0): OpenView {
  const state: Record<string, ViewState[string]> = { clock: { x: { selected_option: { value: 'hours' } } } };
  for (const [field, value] of Object.entries(texts)) state[field] = { x: { value } };
  if (upload) state['upload'] = { x: { type: 'file_input', files: [{ mimetype: 'text/plain', ...upload }] } };
  if (place !== undefined) state['place'] = { x: { selected_option: { value: place } } };
  const privateMetadata = JSON.stringify({ teamId: CARE, version });
  return { id: 'V1', hash: 'h', type: 'modal', callbackId: 'team.calendar', privateMetadata, state };
}

/** Sends the form; resolves to its last look, or to the field errors. */
async function sends(view: OpenView, by = 'U0MAYA'): Promise<string> {
  const { parse, prepare, work, show } = listener('submit', 'team.calendar').behaviour;
  const parsed = parse(view);
  if ('errors' in parsed) return JSON.stringify(parsed.errors);
  const ctx = await world.as(by);
  const views = recordingViews();
  const submission = { requestId: 'submit:V1', view, surface: {} };
  try {
    await prepare?.(ctx, parsed.input);
    await show?.(ctx, { done: await work(ctx, parsed.input, submission) }, submission, views);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    await show?.(ctx, { refused: error }, submission, views);
  }
  return shownIn(views.shown.map(({ view: shown }) => shown));
}

function shownIn(views: readonly ModalView[]): string {
  expect(views.flatMap(refusedOfView)).toEqual([]);
  return JSON.stringify(views);
}

async function clicked(key: string, value: string, view?: OpenView, by = 'U0MAYA'): Promise<string> {
  const views = recordingViews();
  const click = { actionId: key, blockId: 'b', value, surface: view ? { view } : {} };
  await listener('click_now', key).run(await world.as(by), click, views);
  return shownIn(views.shown.map(({ view: shown }) => shown));
}

describe('the form Calendar', () => {
  it('shows hours and zone, and the next closed days of what was saved', async () => {
    expect(await sends(formView({ place: 'ES', days: '2026-04-30 closed' }))).toContain(':white_check_mark:');

    const form = await clicked('team.calendar', CARE);

    expect(form).toContain('*Northwind Care* works Mon-Fri 09:00-17:00, Europe/Madrid.');
    expect(form).toContain('• Fri 3 April 2026: Good Friday\\n• Thu 30 April 2026\\n• Fri 1 May 2026: Labour Day');
    expect(form).toContain('"initial_value":"2026-04-30 closed"');
    expect(form).toContain('"text":"Spain"');
  });

  it('shows what a country and own days give before they are saved', async () => {
    const view = formView({ place: 'ES-MD', days: '2026-03-12 closed Audit\n2026-03-13 break 10:00-11:00' });

    const form = await clicked('team.calendar-show', '', view);

    expect(form).toContain('Understood: 1 day closed, 1 day with breaks.');
    expect(form).toContain('• Thu 12 March 2026: Audit\\n• Thu 2 April 2026: Maundy Thursday');
    expect(await clicked('team.calendar-places', 'ES-MD', view)).toBe(form);
  });

  it('says what is wrong at each field', async () => {
    const errors = await sends(formView({ place: 'Atlantis', days: 'Christmas', icalUrl: 'example.com' }));

    expect(JSON.parse(errors)).toEqual({
      place: 'Choose one of the list.',
      days: `I can't read "Christmas". Write it like 2026-12-24 09:00-12:00, or 2026-12-31 closed.`,
      icalUrl: 'Give an address that begins with https://, without a password in it.',
    });
  });

  it('keeps everything typed when a file cannot be read, and says so at its field', async () => {
    const shown = await sends(
      formView({ place: 'ES', days: '2026-12-31 closed', icalUrl: 'https://example.com/a.ics' }),
    );

    expect(shown).toContain('*Not saved.* There is no such address.');
    expect(shown).toContain('"initial_value":"https://example.com/a.ics"');
    expect(shown).toContain('"initial_value":"2026-12-31 closed"');
  });

  it('keeps everything typed when somebody else has saved meanwhile; sent again it is saved', async () => {
    await sends(formView({ days: '2026-12-24 closed' }), 'U0ADMIN');

    const shown = await sends(formView({ days: '2026-12-31 closed' }));

    expect(shown).toContain('saved this calendar while your form was open');
    expect(shown).toContain('"initial_value":"2026-12-31 closed"');
    expect(shown).toContain('\\"version\\":1');
    expect(await sends(formView({ days: '2026-12-31 closed' }, 1))).toContain('• Thu 31 December 2026');
  });

  const SILVESTER = 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20261231\nEND:VEVENT\nEND:VCALENDAR';

  it('takes a file, shows what is in it, and lets go of it again', async () => {
    world.slack.files.set('F1', SILVESTER);
    const upload = { id: 'F1', name: 'days-off.ics' };

    expect(await sends(formView({ upload }))).toContain('• Thu 31 December 2026');
    const form = await clicked('team.calendar', CARE);
    expect(form).toContain('*days-off.ics*\\nRead on Tuesday 10 March, 10:00: 1 closed day.');
    expect(form).toContain('Another iCal file in its place');
    const opened = { ...formView({}, 1), privateMetadata: remembered({ ...BLANK, version: 1, file: upload }) };
    const removed = await clicked('team.calendar-remove-file', '', opened);

    expect(removed).not.toContain('days-off.ics');
    expect(removed).toContain('None in sight');
    expect(await sends(opened)).toContain('• Thu 31 December 2026');
    expect(await sends(formView({}, 2))).toContain('None in sight');
  });

  it('says what is wrong with a file before it is read, and after', async () => {
    world.slack.files.set('F3', 'Christmas');

    const parse = (upload: NonNullable<Typed['upload']>) => sends(formView({ upload, days: '2026-12-24 closed' }));
    expect(await parse({ id: 'F1', name: 'days.pdf' })).toBe(
      '{"upload":"Choose an iCal file; its name ends in .ics."}',
    );
    expect(await parse({ id: 'F1', name: 'days.ICS', size: 2 * 1024 * 1024 + 1 })).toBe(
      '{"upload":"That file is larger than 2 MB."}',
    );
    const shown = await parse({ id: 'F3', name: 'days.ics' });
    expect(shown).toContain('*Not saved.* That is not an iCal file.');
    expect(shown).toContain('"initial_value":"2026-12-24 closed"');
  });

  it('keeps a good file when something else is in the way', async () => {
    world.slack.files.set('F1', SILVESTER);
    await sends(formView({ days: '2026-12-24 closed' }), 'U0ADMIN');

    const shown = await sends(formView({ upload: { id: 'F1', name: 'days-off.ics' } }));

    expect(shown).toContain('saved this calendar while your form was open');
    expect(shown).toContain('*days-off.ics*');
    expect(shown).toContain('\\"file\\":{\\"id\\":\\"F1\\"');
  });

  it('is refused to others, and where its memory is made up', async () => {
    await expect(clicked('team.calendar', CARE, undefined, 'U0LEO')).rejects.toThrow('Only managers of Northwind Care');
    await expect(clicked('team.calendar', 'made-up')).rejects.toThrow('That team is gone');
    await expect(clicked('team.calendar-show', '', { ...formView({}), privateMetadata: '{}' })).rejects.toThrow(
      'out of date',
    );
  });

  it('offers places as they are typed', async () => {
    const options = await listener('options', 'team.calendar-places').run(await world.as('U0MAYA'), 'madrid', {});

    expect(options.map(({ value }) => value)).toEqual(['ES-MD']);
  });
});

describe('what the calendar shows', () => {
  const now = new Date('2026-11-22T09:00:00Z');
  const long = 'x'.repeat(3_000);
  const copy: IcalCopy = {
    workspaceId: 'T0NORTHWIND',
    teamId: CARE,
    source: 'https://example.com/a.ics',
    content: '',
    etag: null,
    readAt: new Date('2026-11-20T09:00:00Z'),
    timeZone: 'Europe/Madrid',
    until: '2029-11-22',
    days: { closed: [{ date: '2026-12-24', name: `<!channel> *${long}*` }], breaks: [], events: 3, unreadable: 2 },
    failingSince: new Date('2026-11-21T09:00:00Z'),
    failure: 'There is no such address.',
  };
  const team = {
    ...careTeam(),
    id: CARE,
    workspaceId: 'T0NORTHWIND',
    businessHoursText: '',
    setUpBy: 'U0BEN',
    setUpAt: now,
  };
  const look: CalendarLook = {
    team: { ...team, businessHours: team.hours, timeZone: 'Europe/Madrid' },
    form: {
      teamId: CARE,
      version: 1,
      isRoundTheClock: false,
      place: 'ES',
      days: long,
      icalUrl: copy.source,
      file: { id: 'F1', name: '<!here> holidays.ics' },
    },
    fromUrl: copy,
    fromFile: copy,
  };

  it('is what Slack takes, whatever the file says', () => {
    const problem = { message: long, field: 'days' };

    expect(refusedOfView(calendarModal(look, now, problem))).toEqual([]);
    expect(refusedOfView(calendarSavedModal(look, now))).toEqual([]);
    expect(JSON.stringify(calendarSavedModal(look, now))).not.toContain('<!channel>');
  });

  it('says since when a file cannot be read', () => {
    expect(JSON.stringify(calendarModal(look, now))).toContain(
      'Cannot be read since Saturday 21 November, 10:00: There is no such address. Its last copy is in use. Read on Friday 20 November, 10:00: 1 closed day. 2 of its 3 events could not be read.',
    );
  });

  it('tells the managers in a sentence, with a way to the form', () => {
    const message = unreadableCalendarMessage(look.team, copy, copy.failure ?? '');

    expect(refusedOfMessage(message)).toEqual([]);
    expect(message.text).toBe(
      'The iCal file of *Northwind Care* cannot be read any more: There is no such address. Its copy of Friday 20 November, 10:00 stays in use.',
    );
  });

  it('has no closed days round the clock', () => {
    const always = { ...look, form: { ...look.form, isRoundTheClock: true } };

    expect(JSON.stringify(calendarModal(always, now))).toContain('None: clocks run round the clock.');
  });
});
