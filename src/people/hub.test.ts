import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, createTestDatabase } from '../../test/support/database.ts';
import { CARE, CARE_US } from '../../test/support/northwind.ts';
import { type PeopleWorld, careTeam, openPeopleWorld, setUpTeam } from '../../test/support/people-world.ts';
import { recordingViews } from '../../test/support/recording-views.ts';
import { refusedOfMessage, refusedOfView } from '../../test/support/slack-rules.ts';
import { hubCommand } from './hub-command.ts';
import { chooseSetUpMessage, myTeamsBlocks, teamsInSight } from './hub.ts';

let database: TestDatabase;
let world: PeopleWorld;

const help = [
  { how: '/escalate refund 180', what: 'raise a case' },
  { how: 'Escalate message', what: 'raise a case from a message' },
];
const change = { label: 'Team', actionId: 'team.edit' };
const usTeam = careTeam({ teamId: CARE_US, name: 'Northwind Care US', teamChannel: 'C0CAREUS', leads: ['U0LEO'] });

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await openPeopleWorld(database);
});

async function setUpCare(...more: Parameters<typeof setUpTeam>[2][]): Promise<void> {
  for (const team of [careTeam(), ...more]) await setUpTeam(await world.as('U0ADMIN'), world.slack, team);
}

/** What somebody gets who types `/floorwalker <text>`: the answer as text, or the title of the form. */
async function typed(slackId: string, text: string): Promise<string> {
  const views = recordingViews();
  const command = { name: '/floorwalker', text, surface: { channel: 'C0GENERAL' } };
  const answer = await hubCommand(
    await world.as(slackId),
    { help: () => help, settings: () => [change] },
    command,
    views,
  );
  const refused = [answer ? refusedOfMessage(answer) : [], ...views.shown.map(({ view }) => refusedOfView(view))];
  expect(refused.flat()).toEqual([]);
  const forms = views.shown.map(({ how, view }) => `${how} ${view.title.text} ${JSON.stringify(view.blocks)}`);
  return [JSON.stringify(answer?.blocks ?? []), ...forms].join('\n');
}

describe('/floorwalker', () => {
  it('shows my teams with my role, and all that one can type or press', async () => {
    await setUpCare();

    const answer = await typed('U0LEO', '');

    expect(answer).toContain('*Northwind Care* · lead · cases in <#C0CAREESC>');
    expect(answer).toContain('`/escalate refund 180`: raise a case');
    expect(answer).toContain('*Escalate message*: raise a case from a message');
    expect(answer).not.toContain('team.settings');
    expect(answer).not.toContain('team.set-up');
  });

  it('lets managers change their team and admins set up another', async () => {
    await setUpCare();

    expect(await typed('U0MAYA', 'help')).toContain(`"action_id":"team.settings:${CARE}"`);
    expect(await typed('U0MAYA', 'help')).not.toContain('team.set-up');
    expect(await typed('U0ADMIN', 'help')).toContain('Set up another team');
  });

  it('tells an admin of a new workspace to set up a team, and anybody else who can', async () => {
    expect(await typed('U0ADMIN', '')).toContain('"text":"Set up a team"');
    expect(await typed('U0ANA', '')).toContain('A workspace admin can do it');
  });

  it('offers somebody on no team to ask a manager', async () => {
    await setUpCare();

    expect(await typed('U0ANA', '')).toContain('Ask a manager to add me');
  });

  it('says so when it does not know a word, and shows what was typed as text', async () => {
    expect(await typed('U0ANA', 'dance <!channel>')).toContain('dance &lt;!channel&gt;');
  });

  it('is refused to guests, whose Home says so and offers nothing', async () => {
    await setUpCare();

    const home = JSON.stringify(myTeamsBlocks(await teamsInSight(await world.as('U0GUS'), [])));

    expect(home).toContain('for people with a full account');
    expect(home).not.toContain('button');
    await expect(typed('U0GUS', '')).rejects.toThrow('full account');
  });
});

describe('/floorwalker setup', () => {
  it('opens the form, filled with the zone of whoever opens it', async () => {
    world.slack.users.set('U0ADMIN', { real_name: 'Olga', is_admin: true, tz: 'America/Chicago' });

    const form = await typed('U0ADMIN', 'setup');

    expect(form).toContain('open Set up a team');
    expect(form).toContain('America/Chicago (UTC-05:00)');
    expect(form).toContain('USD · US Dollar');
  });

  it('opens a manager’s only team as it is', async () => {
    await setUpCare();

    const form = await typed('U0MAYA', 'setup');

    expect(form).toContain('open Change a team');
    expect(form).toContain('"initial_users":["U0MAYA"]');
    expect(form).toContain('"initial_conversation":"C0CARE"');
  });

  it('opens a team by its name, and a new one under a new name', async () => {
    await setUpCare(usTeam);

    expect(await typed('U0ADMIN', 'set up northwind care us')).toContain('open Change a team');
    expect(await typed('U0ADMIN', 'setup Returns')).toContain('"initial_value":"Returns"');
  });

  it('asks which team where there is a choice', async () => {
    await setUpCare(usTeam);

    expect(await typed('U0MAYA', 'setup')).toContain('Which team do you want to change?');
    expect(await typed('U0ADMIN', 'setup')).toContain('Set up another team');
  });

  it('says who may to everybody else', async () => {
    await setUpCare();

    await expect(typed('U0LEO', 'setup')).rejects.toThrow('Only workspace admins');
    await expect(typed('U0LEO', 'setup northwind care')).rejects.toThrow('Only managers of Northwind Care');
  });

  it('stays within what Slack takes when there are very many teams', async () => {
    await setUpCare();
    const sight = await teamsInSight(await world.as('U0ADMIN'), []);
    const many = { ...sight, editable: Array.from({ length: 120 }, () => sight.all[0]!) };

    expect(refusedOfMessage(chooseSetUpMessage(many))).toEqual([]);
  });
});
