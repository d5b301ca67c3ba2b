import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerQuestion, askToInstall, newBrowser } from '../../src/sandbox/hands/install-app.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';

const NORTHWIND = 'T0NORTHWIND';
const IRIS = { workspace: NORTHWIND, person: 'U0IRIS' } as const;

let database: TestDatabase;
let workspace: Workspace;
let appOrigin: string;

beforeAll(async () => {
  database = await createTestDatabase();
  workspace = await startWorkspace({ app: { databaseUrl: database.url }, workspaces: 1, installed: false });
  appOrigin = new URL(workspace.apps[0]?.url ?? '').origin;
}, 90_000);

afterAll(async () => {
  await workspace.close();
  await database.close();
});

/** Goes as far as Slack's answer to the app, and does not yet follow it. */
async function confirmed(answer: 'allow' | 'cancel' = 'allow') {
  const browser = newBrowser();
  const question = await askToInstall(browser, appOrigin);
  const back = new URL(await answerQuestion(browser, question, { ...IRIS, answer }));
  return { browser, back };
}

function installations() {
  return database.sql<{ workspace: string; by: string; since: Date }[]>`
    select workspace_id as workspace, installed_by as by, installed_at as since
    from installations where removed_at is null`;
}

describe('before anybody has installed the app', { timeout: 60_000 }, () => {
  const person = {
    user_id: 'U0ANA',
    team_id: 'T0ELSEWHERE',
    channel_id: 'C0CARE',
    channel_name: 'care',
    user_name: 'ana',
  };

  it('a command is answered in words', async () => {
    const payload = { ...person, command: '/escalate', text: '', trigger_id: 't', response_url: '', api_app_id: 'A0' };

    const answer = await workspace.deliver({ kind: 'slash_commands', payload });

    expect(answer).toMatchObject({
      ok: true,
      body: { text: 'Floorwalker is not installed in this workspace any more.' },
    });
  });

  it('an event is taken and dropped', async () => {
    const event = { type: 'app_home_opened', user: 'U0ANA', tab: 'home', event_ts: '1.1' };
    const payload = { type: 'event_callback', team_id: 'T0ELSEWHERE', event_id: 'Ev1', event };

    expect(await workspace.deliver({ kind: 'events_api', payload })).toMatchObject({ ok: true });
    expect(await database.sql`select 1 from intake`).toEqual([]);
  });

  it('a form stays open with what was typed', async () => {
    const block = { type: 'input', block_id: 'summary', element: { type: 'plain_text_input', action_id: 'summary' } };
    const view = {
      id: 'V1',
      type: 'modal',
      callback_id: 'case.escalate',
      hash: 'h',
      blocks: [block],
      state: { values: {} },
    };
    const payload = { type: 'view_submission', team: { id: 'T0ELSEWHERE' }, user: { id: 'U0ANA' }, view };

    const answer = await workspace.deliver({ kind: 'interactive', payload });

    expect(answer).toMatchObject({
      ok: true,
      body: { response_action: 'errors', errors: { summary: expect.stringContaining('not installed') } },
    });
  });
});

describe('an installation that does not come about', { timeout: 60_000 }, () => {
  it('is called off by the person', async () => {
    const { browser, back } = await confirmed('cancel');

    const shown = await browser.open(back.href);

    expect(back.searchParams.get('error')).toBe('access_denied');
    expect(shown).toMatchObject({ status: 200, page: expect.stringContaining('Nothing was installed') });
  });

  it.each([
    ['a state that was made up', (url: URL) => url.searchParams.set('state', 'eyJhbGciOiJub25lIn0.e30.')],
    ['no state', (url: URL) => url.searchParams.delete('state')],
  ])('is refused for %s', async (_what, change) => {
    const { browser, back } = await confirmed();
    change(back);

    expect(await browser.open(back.href)).toMatchObject({
      status: 400,
      page: expect.stringContaining('another browser'),
    });
  });

  it('is refused in another browser than the one it began in', async () => {
    const { back } = await confirmed();
    const victim = await confirmed();

    const withoutCookie = await newBrowser().open(back.href);
    const withTheirCookie = await victim.browser.open(back.href);

    expect([withoutCookie.status, withTheirCookie.status]).toEqual([400, 400]);
  });

  it('is refused by Slack for a wrong code', async () => {
    const { browser, back } = await confirmed();
    back.searchParams.set('code', `${NORTHWIND}.guessed`);

    expect(await browser.open(back.href)).toMatchObject({
      status: 400,
      page: expect.stringContaining('did not confirm'),
    });
  });

  it('shows a reference when Slack is broken, and keeps the door open', async () => {
    const { browser, back } = await confirmed();
    workspace.world.faults.add({ method: 'oauth.v2.access', fault: { kind: 'http_error', status: 500 } });

    const shown = await browser.open(back.href);

    expect(shown).toMatchObject({ status: 500, page: expect.stringMatching(/reference: FW-\w+/) });
    expect(shown.page).toContain('href="/slack/install"');
  });

  it('leaves nothing behind', async () => {
    expect(await installations()).toEqual([]);
    expect(workspace.world.access.isInstalled()).toBe(false);
  });
});

describe('an installation', { timeout: 60_000 }, () => {
  it('begins on a page that may not be framed or kept, with a cookie no script can read', async () => {
    const response = await fetch(`${appOrigin}/slack/install`);

    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('set-cookie')).toMatch(/; Secure; HttpOnly; Path=\/; Max-Age=600/);
  });

  it('asks for what the manifest says', async () => {
    const question = new URL(await askToInstall(newBrowser(), appOrigin));

    expect(question.pathname).toBe('/oauth/v2/authorize');
    expect(question.searchParams.get('scope')?.split(',')).toContain('chat:write');
    expect((await newBrowser().open(question.href)).page).toContain('Post messages as itself');
  });

  it('makes the app work', async () => {
    const { status, page } = await workspace.install();

    expect({ status, page }).toMatchObject({ status: 200, page: expect.stringContaining('is in Northwind Support') });
    expect(await installations()).toMatchObject([{ workspace: NORTHWIND, by: 'U0IRIS' }]);
    const ana = workspace.as('ana');
    await ana.command('/floorwalker', { in: '#general' });
    await ana.sees('No team is set up here yet', { in: '#general' });
  });

  it('cannot be repeated with the same confirmation', async () => {
    const { browser, back } = await confirmed();
    const cookies = new Map(browser.cookies);
    const first = await browser.open(back.href);
    for (const [name, value] of cookies) browser.cookies.set(name, value);

    const second = await browser.open(back.href);

    expect([first.status, second.status]).toEqual([200, 400]);
  });

  it('can be done a second time, and the app goes on with the new token', async () => {
    const [before] = await installations();
    await workspace.install();
    const [after] = await installations();
    const newest = workspace.world.state.grants.at(-1);
    workspace.world.state.grants.splice(0, workspace.world.state.grants.length - 1);

    // Never seen before, so Slack is asked about him.
    const leo = workspace.as('leo');
    await leo.command('/floorwalker', { in: '#general' });

    await leo.sees('No team is set up here yet', { in: '#general' });
    expect(after!.since.getTime()).toBeGreaterThan(before!.since.getTime());
    expect(workspace.world.identity.botToken).toBe(newest?.botToken);
  });
});
