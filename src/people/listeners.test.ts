import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, createTestDatabase } from '../../test/support/database.ts';
import { CARE } from '../../test/support/northwind.ts';
import { type PeopleWorld, openPeopleWorld, peopleAlone } from '../../test/support/people-world.ts';
import { recordingViews } from '../../test/support/recording-views.ts';
import { UserError } from '../core/errors.ts';
import type { Click, Listener, OpenView } from '../slack/listener.ts';
import { type TeamForm, remembered } from './inputs.ts';

let database: TestDatabase;
let world: PeopleWorld;
let listeners: readonly Listener[];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await openPeopleWorld(database);
  ({ listeners } = peopleAlone(world.slack));
});

function listener<K extends Listener['kind']>(kind: K, key: string): Extract<Listener, { kind: K }> {
  const found = listeners.find((each) => each.kind === kind && each.key === key);
  if (!found) throw new Error(`nobody listens to ${kind} ${key}`);
  return found as Extract<Listener, { kind: K }>;
}

/** The form as Slack sends it with these two channels. */
function formView(teamChannel: string, escalationsChannel: string): OpenView {
  const memory: Pick<TeamForm, 'teamId' | 'isNew' | 'looked'> = { teamId: CARE, isNew: true, looked: {} };
  const state = {
    name: { name: { value: 'Northwind Care' } },
    teamChannel: { x: { selected_conversation: teamChannel } },
    escalationsChannel: { x: { selected_conversation: escalationsChannel } },
    managers: { x: { selected_users: ['U0MAYA'] } },
    timeZone: { x: { selected_option: { value: 'Europe/Berlin' } } },
    hours: { x: { value: 'Mon-Fri 9-17' } },
    currency: { x: { selected_option: { value: 'EUR' } } },
  };
  const privateMetadata = remembered(memory as TeamForm);
  return { id: 'V1', hash: 'h', type: 'modal', callbackId: 'team.set-up', privateMetadata, state };
}

async function picks(field: string, view: OpenView, by = 'U0ADMIN'): Promise<string> {
  const views = recordingViews();
  const click: Click = { actionId: 'team.form', blockId: field, value: '', surface: { view } };
  await listener('click_now', 'team.form').run(await world.as(by), click, views);
  return JSON.stringify(views.shown);
}

async function sends(view: OpenView): Promise<string> {
  const { parse, prepare, work, show, after } = listener('submit', 'team.set-up').behaviour;
  const parsed = parse(view);
  if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors));
  expect(JSON.stringify(after?.(parsed.input))).toContain('Saving *Northwind Care*');
  const views = recordingViews();
  const ctx = await world.as('U0ADMIN');
  const submission = { requestId: 'submit:V1', view, surface: {} };
  try {
    await prepare?.(ctx, parsed.input);
    const done = await work(ctx, parsed.input, submission);
    await show?.(ctx, { done }, submission, views);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    await show?.(ctx, { refused: error }, submission, views);
  }
  return JSON.stringify(views.shown);
}

describe('a channel picked in the form', () => {
  it('is joined when it is public, and the form says so', async () => {
    expect(await picks('teamChannel', formView('C0CARE', 'C0CAREESC'))).toContain("I'm in <#C0CARE>.");
    expect(world.slack.asked).toContain('join C0CARE');
    expect(world.slack.asked).not.toContain('join C0CAREESC');
  });

  it('asks for an invitation when it is private, and keeps what was typed', async () => {
    const shown = await picks('escalationsChannel', formView('C0CARE', 'C0SECRET'));

    expect(shown).toContain('Invite me first');
    expect(shown).toContain('"initial_value":"Northwind Care"');
    expect(shown).toContain('"initial_users":["U0MAYA"]');
  });

  it('is not joined for somebody who may not set up a team', async () => {
    await expect(picks('teamChannel', formView('C0CARE', 'C0CAREESC'), 'U0ANA')).rejects.toThrow(
      'Only workspace admins',
    );
    expect(world.slack.asked).not.toContain('join C0CARE');
  });

  it('is not looked at when hours are typed', async () => {
    world.slack.asked.length = 0;

    expect(await picks('hours', formView('C0CARE', 'C0CAREESC'))).toContain(
      'Understood: Mon-Fri 09:00-17:00 (40 hours a week)',
    );
    expect(world.slack.asked.filter((what) => what.startsWith('channel'))).toEqual([]);
  });
});

describe('the form sent', () => {
  it('becomes a team, and the form becomes the next step', async () => {
    const shown = await sends(formView('C0CARE', 'C0CAREESC'));

    expect(shown).toContain('*Northwind Care* is set up.');
    expect(shown).toContain('Send a test escalation');
    expect(await world.membersOf()).toEqual(['U0MAYA manager picked']);
  });

  it('comes back with what is wrong and everything typed', async () => {
    const shown = await sends(formView('C0CARE', 'C0SECRET'));

    expect(shown).toContain('*Not saved.* Invite me first');
    expect(shown).toContain('"initial_value":"Northwind Care"');
  });
});

describe('My teams on App Home', () => {
  it('shows what somebody is on', async () => {
    await sends(formView('C0CARE', 'C0CAREESC'));

    const [section] = [peopleAlone(world.slack).home ?? []].flat();

    const blocks = await section?.blocks(await world.as('U0MAYA'));

    expect(JSON.stringify(blocks)).toContain('*Northwind Care* · manager');
  });
});

describe('the lists of the form', () => {
  it('are searched by what is typed', async () => {
    const ana = await world.as('U0ANA');

    const [zone] = await listener('options', 'team.zones').run(ana, 'berlin', {});
    const [currency] = await listener('options', 'team.currencies').run(ana, 'yen', {});

    expect([zone?.value, currency?.value]).toEqual(['Europe/Berlin', 'JPY']);
  });
});
