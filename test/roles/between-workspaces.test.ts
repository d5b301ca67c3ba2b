import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Listener } from '../../src/slack/listener.ts';
import { forged, openModal, picked, pressed } from '../support/acting.ts';
import { CARE } from '../support/northwind.ts';
import { command, suggest, TEAM } from '../support/slack-requests.ts';
import { persons, type Person } from './support/cast.ts';
import { setStage, type Outcome, type Stage } from './support/stage.ts';
import { ways } from './support/ways.ts';

/** Another workspace, whose people and channels have the same ids as Northwind's. */
const OTHER = 'T0HARBOUR';

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
  await settleOther();
});
afterAll(() => stage?.close());
beforeEach(async () => {
  await stage.door.database.sql.unsafe('delete from cases; delete from shifts');
});

/** The same people with the same roles, in teams of their own. */
async function settleOther(): Promise<void> {
  const { sql } = stage.door.database;
  const theirs = (row: string) =>
    `to_jsonb(${row}) || jsonb_build_object('workspace_id', '${OTHER}') ||
     coalesce(jsonb_build_object('team_id', md5(to_jsonb(${row}) ->> 'team_id')::uuid), '{}')`;
  await sql.unsafe(`
    insert into installations select copy.* from installations as row,
      jsonb_populate_record(null::installations, ${theirs('row')}) as copy;
    insert into people select copy.* from people as row, jsonb_populate_record(null::people, ${theirs('row')}) as copy;
    insert into teams select copy.* from teams as row,
      jsonb_populate_record(null::teams, ${theirs('row')} || jsonb_build_object('id', md5(row.id::text)::uuid, 'name', 'Harbour ' || row.team_channel)) as copy;
    insert into members select copy.* from members as row, jsonb_populate_record(null::members, ${theirs('row')}) as copy`);
}

/** The same payload, from the other workspace: signed as all of the app's are. */
function fromOther(payload: object): object {
  const team = { id: OTHER, domain: 'harbour' };
  const place = 'team' in payload ? { team } : { team_id: OTHER };
  const heard =
    'authorizations' in payload ? { authorizations: [{ team_id: OTHER, user_id: 'U0FLOORWALK', is_bot: true }] } : {};
  return { ...payload, ...place, ...heard };
}

/** Somebody who has every role in the other workspace, and there the id of a manager of Northwind's. */
function visitor(who: string): Person {
  const person = persons[who];
  if (!person) throw new Error(`${who} is not in the cast`);
  return { ...person, home: OTHER };
}

/** All that Northwind has, as text; what the app itself keeps of requests is not its people's. */
async function northwind(): Promise<string> {
  const { sql } = stage.door.database;
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'workspace_id' and table_name not in ('intake', 'jobs', 'outbox_messages')
    order by table_name`;
  const hashes = tables.map(
    ({ name }) => `select '${name}' as name, md5(string_agg(row::text, '' order by row::text)) as rows
      from ${name} as row where workspace_id = '${TEAM}'`,
  );
  return JSON.stringify(await sql.unsafe(hashes.join(' union all ')));
}

interface Met extends Outcome {
  /** Whether anything of Northwind's became another. */
  readonly isSame: boolean;
}

/** What the other workspace's person is told, and by nothing that was said before. */
async function sendAs(person: Person, payload: object): Promise<Outcome> {
  await stage.door.database.sql`delete from outbox_messages`;
  return stage.act(person, fromOther(payload));
}

async function act(person: Person, payload: object): Promise<Met> {
  const before = await northwind();
  const outcome = await sendAs(person, payload);
  return { ...outcome, isSame: (await northwind()) === before };
}

/** Words that only Northwind's things hold. */
const OF_NORTHWIND = /Walnut|Northwind Care|Store credit|Where is parcel/;

function judged({ status, errors, said, isSame }: Met) {
  return {
    status,
    errors,
    isSame,
    shows: OF_NORTHWIND.exec(said)?.[0],
    failed: /Something went wrong|\bat \/|Error:/.exec(said)?.[0],
  };
}

const HARMLESS = { status: 200, errors: [], isSame: true, shows: undefined, failed: undefined };

describe('what Northwind has, asked for from another workspace whose people have the same ids', () => {
  const withId = ways.filter(({ ask }) => /\bid\b/.test(ask.toString()));

  test.each(withId)('is as if it were not there: $permission by $surface', async ({ ask, given }) => {
    const person = visitor('a manager');
    const at = await stage.caseOf({ ...given, actor: person.id });

    const met = await act(person, ask(at, person));

    expect(judged(met)).toEqual(HARMLESS);
    expect(met).toMatchObject({ changed: false, opened: false });
    expect(met.said).not.toBe(NOTHING);
  });

  test('is not for want of rights: in their own workspace they may', async () => {
    const met = await act(visitor('a manager'), command('/escalate', 'parcel', { channel_id: 'C0RANDOM' }));

    expect(met).toMatchObject({ status: 200, opened: true, isSame: true });
  });
});

describe('every listener, given ids of Northwind from another workspace', () => {
  const NAMES = [
    'id',
    'case',
    'policy',
    'revision',
    'request',
    'proposal',
    'execution',
    'shift',
    'import',
    'gap',
    'mustRead',
    'team',
  ];

  /** What forms remember. */
  function memoryOf(id: string): object {
    const ids = NAMES.map((name) => [name === 'id' ? name : `${name}Id`, id]);
    return { ...Object.fromEntries(ids), version: 1, look: 1, zone: 'Europe/Berlin' };
  }

  /** As what this listener hears of, in the shapes that values have. */
  function payloadsFor({ kind, key }: Listener, id: string): readonly object[] {
    const form = openModal(key, memoryOf(id));
    const values = [id, `${id}:1`, JSON.stringify(memoryOf(id))];
    if (ONLY_IN_ITS_FORM.has(key) && kind !== 'submit') return values.map((value) => pressed(key, value, form));
    if (kind === 'click' || kind === 'click_now')
      return values.flatMap((value) => [pressed(key, value), picked(key, value, form)]);
    if (kind === 'submit') return [forged(key, memoryOf(id), { text: 'words' }), forged(key, id, { text: 'words' })];
    if (kind === 'options') return ['', 'walnut'].map((typed) => Object.assign(suggest(key, typed), form));
    return [];
  }

  /** One of each kind of thing, all with the same id. */
  async function everything(): Promise<string> {
    const [swap] = ways.flatMap(({ given }) => given.swap ?? []);
    const request = { kind: 'decision', state: 'asked' } as const;
    const wanted = { state: 'waiting', request, policy: 'late', gap: 'open', actor: 'U0MANA' } as const;
    const { id } = await stage.caseOf({ ...wanted, ...(swap && { swap }) });
    const { sql } = stage.door.database;
    await sql`
      insert into roster_imports (workspace_id, id, team_id, by, kind, state, file_name, content, cancels_missing, look, created_at, changed_at)
      values (${TEAM}, ${id}, ${CARE}, 'U0MANA', 'file', 'checked', 'Walnut.csv', 'Walnut', false, 1, now(), now())`;
    await sql`
      insert into policy_imports (workspace_id, id, by, state, given, look, seen, created_at, changed_at)
      values (${TEAM}, ${id}, 'U0MANA', 'checked', 'Walnut', 1, 'Walnut', now(), now())`;
    return id;
  }

  /** That something was chosen, seen or saved of their own needs no words. */
  const SAY_NOTHING = new Set(['swap.rule', 'policy.news-seen', 'hours.mine']);
  /** A field of its form, which it redraws. */
  const ONLY_IN_ITS_FORM = new Set(['shift.hours']);

  test('changes nothing of it, shows nothing of it, and says something', { timeout: 240_000 }, async () => {
    const id = await everything();
    const before = await northwind();
    const heard = stage.door.listeners.flatMap((listener) => {
      const payloads = payloadsFor(listener, id);
      return payloads.length > 0 ? [{ listener, payloads }] : [];
    });
    const wrong: unknown[] = [];

    for (const { listener, payloads } of heard) {
      let says = SAY_NOTHING.has(listener.key);
      for (const [which, payload] of payloads.entries()) {
        const met = { ...(await sendAs(visitor('a manager'), payload)), isSame: true };
        says ||= met.said !== NOTHING;
        if (!isDeepStrictEqual(judged(met), HARMLESS)) wrong.push([listener.key, which, judged(met)]);
      }
      if (!says) wrong.push([listener.key, 'said nothing']);
    }

    expect(wrong).toEqual([]);
    expect(await northwind()).toBe(before);
    expect(heard.length).toBeGreaterThan(200);
  });
});

/** No words in the ack, no call to Slack, no answer. */
const NOTHING = '["",[],[]]';
