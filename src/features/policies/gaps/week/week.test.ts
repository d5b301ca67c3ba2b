import { beforeEach, describe, expect, it } from 'vitest';
import { asked, lookedUp, passageOf } from '../../../../../test/support/gaps.ts';
import { CARE, CARE_US, type CastName } from '../../../../../test/support/northwind.ts';
import { viewProblems } from '../../../../../test/support/block-check.ts';
import { fingersOn } from '../../../../../test/support/fingers.ts';
import { publishedPolicy } from '../../../../../test/support/policies.ts';
import { fillShelf } from '../../../../../test/support/policy-shelf.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { theApp, transaction } from '../../../../core/context.ts';
import { addToPolicy } from '../answering/add-to-policy.ts';
import { answerGap } from '../answering/answer-gap.ts';
import { gapListeners } from '../listeners.ts';
import { showLastWeekAnew } from './show-week-anew.ts';
import { gapsWeek, keepWeek, startWeek, tellOfWeek, whenToTell } from './tell-week.ts';

const world = usePolicyWorld();

beforeEach(() => world.database.sql`truncate schedules cascade`);

const MONDAY = '2026-03-16';
/** 08:00 in Berlin, an hour before anybody is there. */
const EIGHT = new Date('2026-03-16T07:00:00Z');
const LAST_EIGHT = new Date('2026-03-09T07:00:00Z');

function app(at: Date = EIGHT) {
  const ctx = { ...world.as('maya'), actor: theApp };
  ctx.clock.set(at);
  return ctx;
}

function monday(key = CARE) {
  return { key, localDate: MONDAY, scheduledFor: EIGHT, isLate: false };
}

async function told(slackId: string): Promise<string> {
  await tellOfWeek(app(), { slackId, week: MONDAY, since: LAST_EIGHT.toISOString(), until: EIGHT.toISOString() });
  const rows = await world.database
    .sql`select payload from outbox_messages where channel = ${slackId} and dedupe_key like 'policy-week:%'`;
  return JSON.stringify(rows);
}

async function looked(name: CastName, times: number, given: Parameters<typeof lookedUp>[2]): Promise<void> {
  const at = new Date('2026-03-12T10:00:00Z');
  for (let nth = 0; nth < times; nth += 1) await lookedUp(world.database, world.as(name), { at, ...given });
}

it('is told on Monday at eight of each team’s zone, to those it concerns when they are there', async () => {
  await publishedPolicy(world.as('maya'), { owner: 'U0LIA' });
  await asked(world.database, world.as('ana'), 'is there a phone number');
  await world.database.sql`update policy_gaps set owner = 'U0LEO'`;
  const ctx = app();
  await transaction(ctx, (tx) => keepWeek(tx, ctx, CARE));

  await startWeek(ctx, monday());

  const rule = await world.database.sql`select rule from schedules where kind = ${gapsWeek.name}`;
  expect(rule).toEqual([{ rule: { minutes: 480, weekdays: [1], timeZone: 'Europe/Berlin' } }]);
  const jobs = await world.database.sql<{ who: string; at: Date }[]>`
    select payload->>'slackId' as who, run_at as at from jobs where kind = 'policies.tell-week' order by 1`;
  expect(jobs.map(({ who, at }) => [who, at.toISOString()])).toEqual(
    ['U0LEO', 'U0LIA', 'U0MAYA'].map((who) => [who, '2026-03-16T08:00:00.000Z']),
  );
});

it.each([
  ['loses an hour', '2026-03-30', '2026-03-23T07:00:00.000Z', '2026-03-30T06:00:00.000Z'],
  ['has an hour more', '2026-10-26', '2026-10-19T06:00:00.000Z', '2026-10-26T07:00:00.000Z'],
])('is from Monday at eight to Monday at eight where the week %s', async (_what, localDate, since, until) => {
  const ctx = app(new Date(until));

  await startWeek(ctx, { key: CARE, localDate, scheduledFor: new Date(until), isLate: false });

  const spans = await world.database.sql`
    select distinct payload->>'since' as since, payload->>'until' as until from jobs where kind = 'policies.tell-week'`;
  expect(spans).toEqual([{ since, until }]);
});

it('says what waits, what was looked up most, and what was not this, to the owner alone', async () => {
  const { policy } = await publishedPolicy(world.as('maya'), { owner: 'U0LIA' });
  await looked('ana', 3, { query: 'late return', policyId: policy.id });
  await looked('ben', 2, { query: 'return late', policyId: policy.id });
  await looked('ana', 1, { query: 'vouchers', policyId: policy.id, verdict: 'not-this' });

  const message = await told('U0LIA');

  expect(message).toContain('"Your policies, Monday 9 March to Sunday 15 March"');
  expect(message).toContain('Late returns · 6 times, by 2 people');
  expect(message).toContain('“vouchers” · once');
  expect(message).not.toContain('No sure answer');
  expect(message).not.toMatch(/Ana|Ben/);
  expect(await told('U0LEO')).toBe('[]');
});

it('reminds of an answer that was to become a policy, until it is one or is dropped', async () => {
  const { gap } = await asked(world.database, world.as('ana'), 'is there a phone number');
  const answer = { gapId: gap.id, answer: 'There is none.', becomes: 'draft', title: 'Phone numbers' } as const;
  await answerGap(world.asAt('leo', '2026-03-11T09:00:00Z'), answer);

  const [first, ofMaya] = [await told('U0LEO'), await told('U0MAYA')];
  await world.database.sql`truncate outbox_messages`;
  await world.database.sql`update policies set archived_at = now()`;

  expect(first).toContain('Still becoming a policy');
  expect(first).toMatch(/Phone numbers · promised .*Wednesday 11 March, 10:00/);
  expect(ofMaya).not.toContain('Phone numbers');
  expect(await told('U0LEO')).not.toContain('Phone numbers');
});

it('tells the team’s managers what was not found, in groups, without what was asked of somebody', async () => {
  await looked('ana', 2, { query: 'gift card lost' });
  await looked('ben', 1, { query: 'lost gift cards' });
  await looked('amy', 4, { query: 'tax in texas', teamId: CARE_US });
  await looked('ana', 4, { query: 'gift card found', at: new Date('2026-03-09T06:59:00Z') });
  await asked(world.database, world.as('ana'), 'is there a phone number');
  await looked('ana', 1, { query: 'Is there a phone number?' });

  const message = await told('U0MAYA');

  expect(message).toContain('“gift card lost” · 3 times, in other words too');
  expect(message).not.toMatch(/texas|gift card found/);
  expect(message.match(/is there a phone number/gi)?.length).toBe(1);
  expect(await told('U0LOU')).toContain('tax in texas');
});

describe('what was not found, but a policy answers', () => {
  const BONUS = { title: 'Xylophone bonus', markdown: 'The xylobonus is paid out in June, to whoever sold ten.' };
  const forLeads = { audience: { teams: null, roles: ['lead', 'manager'] as const } };

  it('is listed below the rest, with the policy, and that whoever looked may not read it', async () => {
    await fillShelf(world.as('maya'));
    await publishedPolicy(world.as('maya'), { ...BONUS, ...forLeads });
    await looked('ana', 2, { query: 'when is the xylobonus paid out' });
    await looked('ben', 1, { query: 'zebra crossing' });

    const message = await told('U0MAYA');

    expect(message).toMatch(/“zebra crossing” · once.*“when is the xylobonus paid out” · twice/);
    expect(message).toContain('*Xylophone bonus* seems to say it, but whoever looked may not read it.');
    expect(message.match(/"Open the policy"/g)).toHaveLength(1);
  });

  it('says which policy has answered since, where they may read that', async () => {
    await fillShelf(world.as('maya'));
    await looked('ana', 2, { query: 'when is the xylobonus paid out' });
    await publishedPolicy(world.as('maya'), BONUS);

    const message = await told('U0MAYA');

    expect(message).toContain('*Xylophone bonus* seems to say it by now.');
    expect(message).not.toContain('may not read');
  });

  it('says nothing of a policy that whoever reads the list may not see', async () => {
    await fillShelf(world.as('maya'));
    await publishedPolicy(world.as('maya'), { ...BONUS, audience: { teams: [CARE_US], roles: null } });
    await looked('ana', 2, { query: 'when is the xylobonus paid out' });
    await world.database.sql`update policies set team_id = ${CARE_US} where title = ${BONUS.title}`;

    expect(await told('U0MAYA')).not.toContain('Xylophone');
  });
});

describe('what a policy answered until it ended', () => {
  const ended = async (written: Parameters<typeof publishedPolicy>[1] = {}) => {
    await fillShelf(world.as('maya'));
    await publishedPolicy(world.asAt('maya', '2026-02-10T09:00:00Z'), { expiresOn: '2026-03-10', ...written });
    await looked('ana', 2, { query: 'she wants to return opened headphones' });
    return told('U0MAYA');
  };

  it('says so, and until when', async () => {
    expect(await ended()).toMatch(
      /“she wants to return opened headphones” · twice.{1,4}It was answered by \*Late returns\* until that ended on 10 March 2026\./,
    );
  });

  it('does not where it never answered whoever looked it up', async () => {
    const message = await ended({ audience: { teams: [CARE], roles: ['lead'] } });

    expect(message).toContain('“she wants to return opened headphones” · twice');
    expect(message).not.toContain('Late returns');
  });
});

it('counts as looked up neither an order that was refused nor, as having no answer, what helped', async () => {
  const { policy } = await publishedPolicy(world.as('maya'), { owner: 'U0LIA' });
  await looked('ana', 3, { policyId: policy.id, place: 'order' });
  await looked('ana', 2, { query: 'may she swap it', verdict: 'helped' });
  await looked('ana', 2, { query: 'may she sell it' });

  expect(await told('U0LIA')).not.toContain('Looked up most');
  const ofMaya = await told('U0MAYA');
  expect(ofMaya).toContain('may she sell it');
  expect(ofMaya).not.toContain('may she swap it');
});

it('of more questions than it shows leads to all of them', async () => {
  for (let nth = 1; nth <= 6; nth += 1) await asked(world.database, world.as('ana'), `question of kind ${nth}`);

  expect(await told('U0MAYA')).toMatch(/And 1 more\..*"All questions"/);
});

it('says of what had no sure answer whether what comes near was shown, the latest first among equals', async () => {
  await looked('ana', 1, { query: 'zebra crossing', at: new Date('2026-03-11T10:00:00Z') });
  await looked('ana', 1, { query: 'gift card lost' });
  await looked('ana', 1, { query: 'sunday hours' });
  await world.database.sql`update policy_look_ups set confidence = 0.6 where query = 'sunday hours'`;

  const message = await told('U0MAYA');

  expect(message).toContain('“sunday hours” · once · what comes near was shown');
  expect(message).toMatch(/“gift card lost” · once".*“zebra crossing” · once"/);
});

describe('a list that is worked through', () => {
  const seven = ['xylobonus', 'zebra', 'lama', 'gnu', 'emu', 'okapi', 'tapir'];
  const list = async () => {
    await fillShelf(world.as('maya'));
    for (const query of seven) await looked('ana', query === 'xylobonus' ? 2 : 1, { query });
    const { policy } = await publishedPolicy(world.as('maya'));
    await told('U0MAYA');
    const passageId = await passageOf(world.database, policy.id, 'Opened items');
    return { passageId };
  };
  const press = async (value: string) => {
    const fingers = fingersOn(gapListeners);
    await fingers.press(world.asAt('maya', EIGHT.toISOString()), 'policy.gaps-week', value, {});
    return fingers.last();
  };
  const span = `${LAST_EIGHT.toISOString()}|${EIGHT.toISOString()}`;

  it('has all of it behind a button, and that is refused where it is none of ours', async () => {
    await list();

    const view = await press(`${span}|0`);

    for (const query of seven) expect(JSON.stringify(view.blocks)).toContain(`“${query}”`);
    expect(viewProblems(view)).toEqual([]);
    await expect(press('yesterday|x|0')).rejects.toThrow('This list is too old to be shown.');
    expect(JSON.stringify((await press(`${span}|99`)).blocks)).toContain('“tapir”');
  });

  it('loses the button of what was added to a policy that all may read, in everybody’s message', async () => {
    const { passageId } = await list();
    const before = (await told('U0MAYA')).match(/"Add to a policy"/g)?.length;

    await addToPolicy(world.asAt('maya', EIGHT.toISOString()), { passageId, question: 'xylobonus' });
    await showLastWeekAnew(app(), { slackId: 'U0MAYA' });
    await showLastWeekAnew(app(), { slackId: 'U0LEO' });

    const edits = await world.database.sql`select channel, payload from outbox_messages where kind = 'edit'`;
    expect(edits.map(({ channel }) => channel)).toEqual(['U0MAYA']);
    expect(JSON.stringify(edits)).not.toContain('“xylobonus”');
    expect(JSON.stringify(edits)).toContain('“tapir”');
    expect(before).toBe(5);
    const jobs = await world.database.sql`select payload from jobs where kind = 'policies.show-week-anew'`;
    expect(jobs).toEqual([{ payload: { slackId: 'U0MAYA' } }]);
    const all = JSON.stringify((await press(`${span}|0`)).blocks);
    expect(all).toMatch(/“xylobonus” · twice.n\*Late returns\* seems to say it by now\./);
    expect(all.match(/"Add to a policy"/g)).toHaveLength(6);
  });

  it('says so once nothing is left of it', async () => {
    await looked('ana', 1, { query: 'gift card lost' });
    await told('U0MAYA');
    await world.database.sql`truncate policy_look_ups cascade`;

    await showLastWeekAnew(app(), { slackId: 'U0MAYA' });

    const [edit] = await world.database.sql`select payload from outbox_messages where kind = 'edit'`;
    expect(JSON.stringify(edit)).toContain('Nothing is left to do here.');
  });
});

it('is one message, however often it is queued, and none where there is nothing to say', async () => {
  await looked('ana', 1, { query: 'gift card lost' });

  await told('U0MAYA');
  await told('U0MAYA');

  expect(await world.database.sql`select 1 from outbox_messages`).toHaveLength(1);
  expect(await told('U0DORA')).toBe('[]');
  expect(await told('U0NOBODY')).toBe('[]');
});

it.each([
  ['there', { isThere: true, nextThere: EIGHT }, EIGHT],
  ['back in an hour', { isThere: false, nextThere: new Date('2026-03-16T08:00Z') }, new Date('2026-03-16T08:00Z')],
  ['away all week', { isThere: false, nextThere: new Date('2026-03-23T08:00Z') }, undefined],
  ['without hours', { isThere: false, nextThere: undefined }, EIGHT],
])('whoever is %s hears then', (_who, presence, at) => {
  expect(whenToTell({ slackId: 'U0LEO', thereUntil: undefined, ...presence }, EIGHT)).toEqual(at);
});
