import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localDate, localWeekday, toInstant } from '../../src/core/local-time.ts';
import { listeners } from '../../src/features/escalations/listeners.ts';
import { connectTo } from '../../src/sandbox/hands/client.ts';
import { forged, HOME, picked, pressed, sentBy } from '../support/acting.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { command } from '../support/slack-requests.ts';
import { eventually } from '../support/worker.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { type LeakWatch, watchForLeaks } from './support/leaks.ts';
import { setUpCare } from './support/northwind-team.ts';
import { setUpCareUs } from './support/northwind-us-team.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const BERLIN = 'Europe/Berlin';

/** Occur nowhere else, one for each thing that is written. */
const MARKERS = ['Xmatter', 'Xquestion', 'Xanswer', 'Xnote', 'Xpromise', 'Xagreed', 'Xagain', 'Xthread'] as const;
const dm = { in: '@floorwalker' } as const;

/** This button's value is no id, but words that the form opens with. */
const CARRIES_WORDS = 'case.escalate-words';

/** What forms remember, and what is typed in them: something for every form that reads it. */
const MEMORY = { from: 'U0DANA', needsReason: false, currency: 'EUR', fixedCurrency: false, needsWriteUp: false };
const FIELDS = {
  text: 'mine now',
  reason: 'mine now',
  question: 'mine now',
  what: 'mine now',
  tellCustomer: 'mine now',
  decision: 'answered',
  of: 'agent',
  urgency: 'critical',
  to: 'U0LEO',
  slackId: 'U0SOFIA',
  mediator: 'U0LEO',
};

describe('a private case, from the first word to the last', () => {
  let database: TestDatabase;
  let workspace: Workspace;
  let watch: LeakWatch;
  let monday: string;
  let sinceMayaLeft = 0;

  beforeAll(async () => {
    database = await createTestDatabase();
    workspace = await startWorkspace({ app: { databaseUrl: database.url } });
    watch = watchForLeaks(workspace);
    await setUpCare(workspace, { directors: ['Iris Haddad'] });
    await setUpCareUs(workspace);
    monday = nextMonday();
    await moveTo(9, 5);
  }, 120_000);
  afterAll(async () => {
    await workspace?.close();
    await database?.close();
  });

  test('Ana reads who will see it before she sends it', async () => {
    const ana = workspace.as('ana');
    await ana.command('/escalate private Xmatter: Jonas shouts at me', { in: '#care' });
    await ana.sees('Only you, the mediator you choose and whoever you add can see this', { in: 'modal' });
    await ana.choose('Who should mediate?', 'Maya');
    await ana.choose('Who else may know?', ['Sofia Rossi']);
    await ana.sees(/Only you, Maya\S*( Lindqvist)?, Sofia\S*( Rossi)? and whoever you add can see this/, {
      in: 'modal',
    });
    await ana.choose('Who must not know?', ['Jonas Weber']);
    await ana.submit();

    await ana.sees('has it. You will hear from them here', dm);
    await workspace.as('maya').sees('Xmatter', dm);
    await workspace.as('sofia').sees('Xmatter', dm);
  });

  test('Maya asks, Ana answers, Sofia notes', async () => {
    const [ana, maya, sofia] = [workspace.as('ana'), workspace.as('maya'), workspace.as('sofia')];
    await maya.click('Ask', dm);
    await maya.fill('What do you need to know?', 'Xquestion: since when?');
    await maya.submit();
    await ana.sees('Xquestion', dm);
    await ana.click('Answer', dm);
    await ana.fill('Your answer', 'Xanswer: for a month');
    await ana.submit();
    await maya.sees('answered: Xanswer', dm);
    await sofia.click('Add a note', dm);
    await sofia.fill('Note', 'Xnote: I heard it');
    await sofia.submit();
    await maya.sees('Xnote', dm);
    await sofia.say('Xthread: twice', { ...dm, replyTo: 'Xmatter' });
    await maya.sees('Xthread', dm);
  });

  test('Maya lets Cole know, who is taken out again and keeps nothing of it', async () => {
    const [ana, maya, cole] = [workspace.as('ana'), workspace.as('maya'), workspace.as('cole')];
    await maya.click('Add somebody', dm);
    await maya.choose('Who is to know of it?', ['Cole Harris']);
    await maya.submit();
    await cole.sees('Xmatter', dm);

    await ana.click('Take somebody out', dm);
    await ana.choose('Who?', 'Cole');
    await ana.submit();

    await cole.sees('You have no part in private case', dm);
    expect(JSON.stringify((await cole.screen()).channels)).not.toContain('Xmatter');
  });

  test('a promise that is forgotten and a case that is late remind Maya alone', async () => {
    const maya = workspace.as('maya');
    await maya.click('Promises', dm);
    await maya.fill('What is promised?', 'Xpromise: a talk');
    await maya.choose('By when?', toInstant(monday, 13 * 60, BERLIN).toISOString());
    await maya.submit();
    await maya.sees('Xpromise', dm);

    for (const hour of [10, 11, 13, 17, 19]) await moveTo(hour, 30);

    await maya.sees(/Reminder|was due|late|promised/i, dm);
    await eventually(async () => {
      const late = await database.sql`select kind from reminders where told_at is not null and tell_to <> 'U0MAYA'`;
      expect(late).toHaveLength(0);
      expect(await database.sql`select from case_entries where kind = 'promise-broken'`).toHaveLength(1);
      expect(await database.sql`select from case_clocks where breached_at is not null`).not.toHaveLength(0);
    });
  });

  test('Maya leaves the team: Ana is told, and chooses Dana of the other one', async () => {
    const [ana, maya, dana] = [workspace.as('ana'), workspace.as('maya'), workspace.as('dana')];
    await database.sql`delete from members where slack_id = 'U0MAYA'`;
    await touchTeam();
    await ana.sees('Nobody mediates it now', dm);
    await maya.sees('You have no part in private case', dm);
    sinceMayaLeft = watch.said();

    await ana.click('Choose a mediator', dm);
    await ana.choose('Who mediates from now on?', 'Dana');
    await ana.submit();

    await dana.sees('Xmatter', dm);
  });

  test('Dana settles it, Ana reopens it, Dana settles it for good', async () => {
    const [ana, dana, sofia] = [workspace.as('ana'), workspace.as('dana'), workspace.as('sofia')];
    await settle('Xagreed: a talk of three');
    await ana.sees('Xagreed', dm);
    await sofia.sees('Dana settled it', dm);
    await ana.click('Reopen', dm);
    await ana.fill('Why?', 'Xagain: it went on');
    await ana.submit();
    await dana.sees('Xagain', dm);
    await settle('Xagreed: another shift');
    await eventually(async () => {
      expect(await database.sql`select from cases where state = 'resolved'`).toHaveLength(1);
    });
  });

  test('its parties find it in their own lists', async () => {
    for (const name of ['ana', 'sofia', 'dana']) {
      await workspace.as(name).command('/case search Xmatter', { in: '#general' });
      await workspace.as(name).sees('Xmatter', { in: 'modal' });
      await workspace.as(name).close();
    }
  });

  test.each(['leo', 'iris', 'ruth', 'jonas', 'maya', 'cole'])(
    '%s tries every button, form and command on it',
    async (name) => {
      const { id, number } = await theCase();

      const tried = await lookEverywhere(name, id, number);

      expect(tried).toBeGreaterThan(100);
    },
    60_000,
  );

  test('nobody else has been told or shown anything of it', async () => {
    const { id, number } = await theCase();
    const insiders = ['U0ANA', 'U0SOFIA', 'U0DANA'];
    const former = ['U0MAYA', 'U0COLE'];

    expect(watch.leaks([...MARKERS, id, String(number)], [...insiders, ...former])).toEqual([]);
    // What they keep names the case and says nothing of it.
    expect(watch.leaks(MARKERS, insiders, sinceMayaLeft)).toEqual([]);
  });

  test('it counts nowhere, and nothing that is kept about it says what it is about', async () => {
    const { id, number } = await theCase();
    const [stored] = await database.sql`
      select (select count(*)::int from case_chains) as chains, (select count(*)::int from case_approvals) as approvals,
        (select count(*)::int from hand_over_cases) as "handOvers", (select last_number from case_numbers) as "lastNumber",
        (select coalesce(string_agg(detail::text, ' '), '') from audit_log) as audit,
        (select coalesce(string_agg(last_error, ' '), '') from jobs) as errors`;

    expect(number).toBeGreaterThan(99_999_999);
    expect(stored).toMatchObject({ chains: 0, approvals: 0, handOvers: 0, lastNumber: null });
    for (const marker of MARKERS) expect(`${stored?.['audit']} ${stored?.['errors']}`).not.toContain(marker);
    expect(stored?.['errors']).not.toContain(id);
  });

  test('nothing that they forged has changed it', async () => {
    const [row] =
      await database.sql`select owner, state, (select count(*)::int from case_parties where standing = 'party') as parties from cases`;

    expect(row).toEqual({ owner: 'U0DANA', state: 'resolved', parties: 1 });
    expect(await database.sql`select from case_entries where text like '%mine now%'`).toHaveLength(0);
  });

  async function theCase(): Promise<{ id: string; number: number }> {
    const [row] = await database.sql<{ id: string; number: number }[]>`select id, number from cases where is_private`;
    if (!row) throw new Error('there is no private case');
    return row;
  }

  async function settle(words: string): Promise<void> {
    const dana = workspace.as('dana');
    await dana.click('Settle', dm);
    await dana.fill('What was agreed?', words);
    await dana.submit();
    await dana.sees('Settled', dm);
  }

  /** Everything somebody can press, type or forge that shows or changes cases; returns how much that was. */
  async function lookEverywhere(name: string, id: string, number: number): Promise<number> {
    const person = workspace.as(name);
    await person.openHome();
    const asked = ['list', 'list mine', 'list team', 'list open', 'promises', 'promises team', 'exceptions', 'export'];
    const typed = [...asked, 'search Xmatter', 'search shouts', String(number), `search ${number}`];
    const requests = [...typed.map((text) => command('/case', text)), command('/handover'), ...forgeries(id)];
    const tried = requests.length;
    while (requests.length > 0) await Promise.all(requests.splice(0, 6).map((request) => send(person.id, request)));
    await eventually(async () => {
      expect(await database.sql`select from intake where done_at is null`).toHaveLength(0);
    });
    return tried;
  }

  async function send(id: string, request: object): Promise<void> {
    const payload = sentBy({ id }, request) as Record<string, unknown>;
    const kind = 'command' in payload ? 'slash_commands' : 'interactive';
    expect(await workspace.deliver({ kind, payload })).toMatchObject({ ok: true });
  }

  /** Each button, menu and form of the feature, with the id of the case in it. */
  function forgeries(id: string): readonly object[] {
    const keysOf = (...kinds: readonly string[]) =>
      listeners({ onFilesGiven: () => [] })
        .filter(({ kind }) => kinds.includes(kind))
        .map(({ key }) => key)
        .filter((key) => key !== CARRIES_WORDS);
    const choices = ['note', 'history', 'promise', 'urgency', 'take-over', 'cancel', 'second-look', 'reopen'];
    const privately = ['mediator', 'remove', 'promise', 'note', 'history', 'withdraw', 'leave'];
    return [
      ...keysOf('click', 'click_now').flatMap((key) => [pressed(key, id), pressed(`${key}:1`, id, HOME)]),
      ...choices.map((choice) => picked('case.more', `${choice}:${id}`)),
      ...privately.map((choice) => picked('private.more', `${choice}:${id}`)),
      ...keysOf('submit').map((key) => forged(key, { ...MEMORY, caseId: id, slackId: 'U0SOFIA' }, FIELDS)),
      forged('private.add', { caseId: id }, { slackId: ['U0LEO'] }),
    ];
  }

  /** As the membership events do. */
  async function touchTeam(): Promise<void> {
    const iris = workspace.as('iris');
    await iris.command('/floorwalker setup Northwind Care', { in: '#general' });
    await iris.choose('Managers', ['Ruth Delgado']);
    await iris.submit();
  }

  async function moveTo(hour: number, minute: number): Promise<void> {
    await connectTo(workspace.url).moveClock({ to: toInstant(monday, hour * 60 + minute, BERLIN).toISOString() });
  }
});

function nextMonday(): string {
  let at = new Date(Date.now() + DAY_MS);
  while (localWeekday(at, BERLIN) !== 1) at = new Date(at.getTime() + DAY_MS);
  return localDate(at, BERLIN);
}
