import type { View } from '@slack/types';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Message as Outgoing } from '../../src/outbox/enqueue.ts';
import { clip, oneLine } from '../../src/slack/mrkdwn.ts';
import { literalTexts, liveParts, messageProblems } from '../support/block-check.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/worker.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { setUpCareUs } from './support/northwind-us-team.ts';
import { ALWAYS_OPEN, setUpCare } from './support/northwind-team.ts';
import { type Desk, liveThrough, type Lived } from './support/one-case.ts';
import { deal, kept, readRealTexts } from './support/real-texts.ts';

const texts = readRealTexts();
if (!texts) process.stdout.write('real input is not tried: the shared data is not here (FLOORWALKER_DATA)\n');

/** Slack takes one message a second and channel. */
const MOST_MS = 180_000;

describe.skipIf(!texts)('50 real complaints, and every awkward text known, from the message to the export', () => {
  let database: TestDatabase;
  let workspace: Workspace;
  let lived: Lived[] = [];
  const views: View[] = [];
  const dealt = deal(texts ?? { narratives: [], awkward: [] });

  beforeAll(async () => {
    database = await createTestDatabase();
    workspace = await startWorkspace({ app: { databaseUrl: database.url } });
    await setUpCare(workspace, { hours: ALWAYS_OPEN });
    await setUpCareUs(workspace);
    await keepMessages(database);
  }, 120_000);
  afterAll(async () => {
    await workspace?.close();
    await database?.close();
  });

  test('every text is typed into some field', () => {
    expect(dealt.left).toEqual([]);
  });

  test(
    'all are raised, claimed, asked about, answered and resolved within Slack’s pacing',
    async () => {
      const began = performance.now();
      const desks = desksOf(workspace);
      const waiting = [...dealt.cases];
      await Promise.all(
        desks.map(async (desk) => {
          for (let next = waiting.shift(); next; next = waiting.shift())
            lived.push(await liveThrough(database, desk, next, (view) => views.push(view)));
        }),
      );
      await eventually(() => nothingWaits(database));
      const ms = performance.now() - began;

      process.stdout.write(
        `${lived.length} complaints with ${texts?.awkward.length} awkward texts took ${(ms / 1000).toFixed(0)} s\n`,
      );
      lived = lived.toSorted((one, other) => one.number - other.number);
      expect(lived).toHaveLength(50);
      expect(ms).toBeLessThan(MOST_MS);
    },
    MOST_MS + 30_000,
  );

  test('nothing was refused, by Slack’s own rules or for good', async () => {
    const failed = await database.sql`select kind, last_error from outbox_messages where state = 'failed'`;
    const dead = await database.sql`select kind, last_error from jobs where dead_at is not null`;

    expect(workspace.world.refusals).toEqual([]);
    expect([...failed, ...dead]).toEqual([]);
  });

  test('no mention and no link comes alive that the app did not make', async () => {
    const ours = new Set([
      ...Object.keys(workspace.world.state.people),
      ...Object.keys(workspace.world.state.channels),
    ]);
    const isOurs = (target: string) =>
      ours.has(target.replace(/^[@#]/, '')) || target.startsWith('https://northwind-support.slack.com/archives/C0CARE');

    const messages = await keptMessages(database);
    const posted = Object.values(workspace.world.state.messages)
      .flat()
      .filter(({ user }) => user === workspace.world.identity.botUserId);
    const live = [...messages, ...posted, ...views].flatMap((shown) => liveParts(shown));

    expect(messages.length).toBeGreaterThan(300);
    expect(live.filter((target) => !isOurs(target))).toEqual([]);
    expect(messages.flatMap(messageProblems)).toEqual([]);
    expect([...messages, ...views].flatMap(autoLinked)).toEqual([]);
  });

  test('what was typed is what is shown', async () => {
    const literal = new Set([...(await keptMessages(database)), ...views].flatMap(literalTexts));

    const missing = lived.flatMap(({ typed, narrative, viaMessage, index }) => {
      const expected = [
        clip(oneLine(kept(typed.summary)), 150),
        kept(typed.customer),
        kept(typed.question),
        kept(typed.answer),
        kept(typed.tellCustomer),
        clip(kept(viaMessage ? `Letter ${index}: ${narrative}` : narrative), 600),
      ];
      return expected.filter((text) => text !== '' && !literal.has(text));
    });

    expect(missing).toEqual([]);
  });

  test('what was typed is what is kept', async () => {
    for (const { number, typed, narrative, viaMessage } of lived) {
      const [row] = await database.sql`select * from cases where number = ${number}`;
      const orNothing = (text: string) => kept(text) || null;

      expect(row).toMatchObject({
        summary: oneLine(kept(typed.summary)),
        customer: orNothing(typed.customer),
        category: orNothing(typed.category),
        what_happened: orNothing(viaMessage ? typed.extra : narrative),
        tell_customer: kept(typed.tellCustomer),
        write_up_issue: kept(typed.writeUpIssue),
        write_up_who: kept(typed.writeUpWho),
        write_up_said: kept(typed.writeUpSaid),
        write_up_outcome: kept(typed.writeUpOutcome),
      });
    }
  });

  test('each is found by its words', async () => {
    const maya = workspace.as('maya');
    for (const { number, typed } of lived.filter((of) => of.number % 5 === 0)) {
      const [word = ''] = kept(typed.summary).split(/\s/);
      const by = (await raiserOf(database, number)) === 'U0COLE' ? workspace.as('ruth') : maya;
      await by.command(`/case search ${word.slice(0, 60)} #${number}`, { in: '#general' });
      await by.sees(`#${number} ·`, { in: 'modal' });
      await by.close();
    }

    expect(workspace.world.refusals).toEqual([]);
  }, 60_000);

  test('the export holds exactly what was typed, and no cell that runs', async () => {
    const rows = new Map<string, Record<string, string>>();
    for (const name of ['maya', 'ruth']) {
      for (const row of await exportOf(workspace, name)) rows.set(row['Number'] ?? '', row);
    }

    const wrong = lived.flatMap(({ number, typed }) => {
      const row = rows.get(String(number)) ?? {};
      const columns: readonly (readonly [string, string])[] = [
        ['Summary', oneLine(kept(typed.summary))],
        ['Customer', kept(typed.customer)],
        ['Category', kept(typed.category)],
        ['Told to the customer', kept(typed.tellCustomer)],
        ['Issue', kept(typed.writeUpIssue)],
        ['With whom', kept(typed.writeUpWho)],
        ['What was said', kept(typed.writeUpSaid)],
        ['Outcome', kept(typed.writeUpOutcome)],
      ];
      return columns.filter(([column, text]) => row[column] !== text && row[column] !== `'${text}`);
    });

    expect(wrong).toEqual([]);
    expect([...rows.values()].flatMap((row) => Object.values(row)).filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual(
      [],
    );
    expect(rows.size).toBe(lived.length);
  }, 60_000);
});

function desksOf(workspace: Workspace): readonly Desk[] {
  const care = { channel: '#care', escalations: '#care-escalations' } as const;
  const careUs = { channel: '#care-us', escalations: '#care-us-escalations' } as const;
  return [
    { ...care, raiser: workspace.as('ana'), decider: workspace.as('leo') },
    { ...care, raiser: workspace.as('jonas'), decider: workspace.as('maya') },
    { ...careUs, raiser: workspace.as('cole'), decider: workspace.as('dana') },
  ];
}

async function nothingWaits({ sql }: TestDatabase): Promise<void> {
  const [row] = await sql<{ waiting: number }[]>`
    select count(*)::int as waiting from outbox_messages where state in ('queued', 'sending')`;
  if (row?.waiting !== 0) throw new Error(`${row?.waiting} messages wait`);
}

/** Keeps every message that is queued, edits that a later one overtakes too: the outbox forgets what it has sent. */
async function keepMessages({ sql }: TestDatabase): Promise<void> {
  await sql.unsafe(`
    create schema kept;
    create table kept.messages (message jsonb);
    create function kept.keep() returns trigger language plpgsql security definer as $$
      begin insert into kept.messages values (new.payload -> 'message'); return new; end $$;
    create trigger keep after insert on outbox_messages for each row execute function kept.keep()`);
}

async function keptMessages({ sql }: TestDatabase): Promise<Outgoing[]> {
  const rows = await sql<{ message: Outgoing | null }[]>`select message from kept.messages`;
  return rows.flatMap(({ message }) => message ?? []);
}

/** Markup in which Slack would make links and mentions of plain words. */
function autoLinked(shown: object): string[] {
  const found: string[] = [];
  JSON.stringify(shown, (_key, part: unknown) => {
    if (typeof part === 'object' && part !== null && 'type' in part && part.type === 'mrkdwn') {
      if (!('verbatim' in part) || part.verbatim !== true) found.push(JSON.stringify(part));
    }
    return part;
  });
  return found;
}

async function raiserOf({ sql }: TestDatabase, number: number): Promise<string> {
  const [row] = await sql<{ raisedBy: string }[]>`select raised_by as "raisedBy" from cases where number = ${number}`;
  return row?.raisedBy ?? '';
}

async function exportOf(workspace: Workspace, name: string): Promise<Record<string, string>[]> {
  const person = workspace.as(name);
  await person.command('/case export', { in: '#general' });
  const { id } = await person.waitFor(
    'see the export',
    (state) => state.channels.flatMap((channel) => channel.messages).flatMap((message) => message.files ?? [])[0],
  );
  const csv = Buffer.from(workspace.world.state.files[id]?.contentBase64 ?? '', 'base64').toString('utf8');
  return parse(csv, { columns: true, bom: true, record_delimiter: '\r\n' });
}
