import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../src/core/context.ts';
import { addDetails } from '../../src/features/escalations/handling/add-details.ts';
import { addNote } from '../../src/features/escalations/handling/add-note.ts';
import { askForInfo } from '../../src/features/escalations/handling/ask-for-info.ts';
import { claimCase } from '../../src/features/escalations/handling/claim-case.ts';
import { escalationsJobs } from '../../src/features/escalations/jobs.ts';
import { raiseCase } from '../../src/features/escalations/raising/raise-case.ts';
import { resolveCase } from '../../src/features/escalations/handling/resolve-case.ts';
import type { Urgency } from '../../src/features/escalations/tables.ts';
import { throwDice } from '../chaos/support/dice.ts';
import { newRequest, raising, resolving } from '../support/cases.ts';
import { testContext } from '../support/context.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { livedTime, type LivedTime, type Said } from '../support/lived-time.ts';
import { CARE, openNorthwind } from '../support/northwind.ts';

const CASES = 30;
/** Nobody ever looks at these (the first is High): their chains run to the end. */
const FORGOTTEN = ['Case 4', 'Case 9', 'Case 14'];
/** Cases that took long need one. */
const WRITE_UP = { writeUpIssue: 'A lamp', writeUpWho: 'Mrs Lamp', writeUpSaid: 'Sorry', writeUpOutcome: 'A new one' };
const MINUTE_MS = 60_000;
const [OPENING, NOON, CLOSING, EVENING] = [9 * 60, 12 * 60, 17 * 60, 20 * 60];

/** A Tuesday. The team works 09:00 to 17:00 in Berlin; Lia's mornings in Chicago are afternoons there. */
const people: Readonly<
  Record<string, { readonly role: Role; readonly zone: string; readonly hours: readonly [string, string] }>
> = {
  U0LEO: { role: 'lead', zone: 'Europe/Berlin', hours: ['09:00', '17:00'] },
  U0NIA: { role: 'lead', zone: 'Europe/Berlin', hours: ['09:00', '13:00'] },
  U0LIA: { role: 'lead', zone: 'America/Chicago', hours: ['14:00', '17:00'] },
  U0MAYA: { role: 'manager', zone: 'Europe/Berlin', hours: ['10:00', '16:00'] },
  U0DORA: { role: 'director', zone: 'Europe/Berlin', hours: ['11:00', '15:00'] },
  U0ANA: { role: 'agent', zone: 'Europe/Berlin', hours: ['09:00', '17:00'] },
};

describe(`a day with ${CASES} cases and three leads who come, go and forget`, () => {
  const dice = throwDice('busy day');
  let database: TestDatabase;
  let day: LivedTime;

  beforeAll(async () => {
    database = await createTestDatabase();
    await openNorthwind(database);
    await hire();
    day = livedTime(database, escalationsJobs);
    await liveThroughIt();
  }, 180_000);
  afterAll(() => database?.close());

  test('posts one card and one status message for each', () => {
    const posted = (end: string) => day.said.filter(({ key }) => key.endsWith(end));

    expect([posted(':card').length, posted(':status').length]).toEqual([CASES, CASES]);
  });

  test('reminds nobody twice in half an hour', () => {
    const reminders = day.said.filter(({ key }) => key.startsWith('reminders:'));
    const isTooSoon = (one: Said, other: Said) =>
      other.pings[0] === one.pings[0] && other.at < one.at && minutesBetween(other, one) < 30;
    // What is told at the same moment, a list and a few calls, is one interruption.
    const tooSoon = reminders.filter((one) => reminders.some((other) => isTooSoon(one, other)));

    expect(reminders).not.toEqual([]);
    expect(tooSoon).toEqual([]);
  });

  test('calls nobody outside their hours, but for Critical cases, answers to what they asked, and where nobody of their role is there', async () => {
    const critical = await database.sql<{ id: string }[]>`select id from cases where urgency = 'critical'`;
    const isCritical = ({ key }: Said) => critical.some(({ id }) => key.includes(id));
    const awake = day.said.filter((one) => one.pings.every((slackId) => isThere(slackId, one.at)));
    const isBidden = (one: Said) => isCritical(one) || isAnswer(one) || isLastResort(one);
    const rude = day.said.filter((one) => !awake.includes(one) && !isBidden(one));

    expect(rude.map(({ at: moment, key, text }) => `${clockOf(moment)} ${key} ${text}`)).toEqual([]);
    expect(awake.length).toBeGreaterThan(2 * CASES);
  });

  test('leaves nothing unclaimed of which nobody was told', async () => {
    const unclaimed = await database.sql<{ summary: string; wasToldOf: boolean; goesOn: boolean }[]>`
      select summary, coalesce(next_at > ${at(EVENING)}, false) as "goesOn", exists (
        select from chain_steps as step
        where step.case_id = cases.id and step.run = chain.run and outcome = 'ended') as "wasToldOf"
      from cases join case_chains as chain on chain.case_id = cases.id where state = 'open'`;
    const told = unclaimed.filter(({ wasToldOf }) => wasToldOf).map(({ summary }) => summary);

    expect(unclaimed.filter(({ wasToldOf, goesOn }) => wasToldOf === goesOn)).toEqual([]);
    expect(told).toEqual(expect.arrayContaining(FORGOTTEN));
  });

  test('edits a card once for each thing that happens to its case, at most', async () => {
    const storms = await database.sql`
      select number, edits.count as edits, happened.count as happened from cases,
        lateral (select count(*) from outbox_messages
          where kind = 'edit' and message_key = 'case:' || cases.id || ':card') as edits,
        lateral (select (select count(*) from case_entries where case_id = cases.id and kind <> 'raised')
          + (select count(*) from audit_log where subject = 'case:' || cases.id
              and action in ('case.chain', 'case.clock-breached', 'case.breach-withdrawn')) as count) as happened
      where edits.count > happened.count`;

    expect(storms).toEqual([]);
  });

  /** Cases come until noon; every few minutes leads who are there may do something, and Ana may answer. */
  async function liveThroughIt(): Promise<void> {
    const arrivals = Array.from({ length: CASES }, () => Math.floor(dice.between(OPENING, NOON)));
    for (let minute = OPENING; minute < CLOSING; minute += 1) {
      for (const [index, arrival] of arrivals.entries()) if (arrival === minute) await raise(index, minute);
      for (const slackId of leadsAt(minute))
        if (dice.roll() < 0.04) await day.act(at(minute), () => work(slackId, minute));
      if (dice.roll() < 0.06) await day.act(at(minute), () => answerOne(minute));
    }
    await day.until(at(EVENING));
  }

  async function raise(index: number, minute: number): Promise<void> {
    const urgency = urgencyOf(index);
    await day.act(at(minute), () => raiseCase(as('U0ANA', minute), raising({ summary: `Case ${index}`, urgency })));
  }

  /** One thing that a lead may do now: with their own cases, or with one that nobody has. */
  async function work(slackId: string, minute: number): Promise<void> {
    const ctx = as(slackId, minute);
    const found = await database.sql<{ id: string; state: string; summary: string }[]>`
      select id, state, summary from cases
      where (owner = ${slackId} and state = 'claimed') or (owner is null and state = 'open') order by number`;
    const open = found.filter(({ summary }) => !FORGOTTEN.includes(summary));
    if (open.length === 0) return;
    const { id: caseId, state } = dice.pick(open);
    if (state === 'open') return void (await claimCase(ctx, { caseId }));
    const requestId = newRequest();
    await dice.pick([
      () => resolveCase(ctx, resolving(caseId, WRITE_UP)),
      () => askForInfo(ctx, { caseId, requestId, question: 'Which one?', of: 'agent' }),
      () => addNote(ctx, { caseId, requestId, text: 'Called them' }),
    ])();
  }

  async function answerOne(minute: number): Promise<void> {
    const [asked] = await database.sql<{ id: string }[]>`
      select id from cases where state = 'waiting' and waiting_on = 'agent' order by number limit 1`;
    if (asked) await addDetails(as('U0ANA', minute), { caseId: asked.id, requestId: newRequest(), text: 'This one' });
  }

  function leadsAt(minute: number): readonly string[] {
    return Object.entries(people).flatMap(([slackId, { role }]) =>
      role === 'lead' && isThere(slackId, at(minute)) ? [slackId] : [],
    );
  }

  function as(slackId: string, minute: number) {
    const { role = 'agent', zone: timeZone = 'UTC' } = people[slackId] ?? {};
    return testContext(database.db, { slackId, timeZone, memberships: [{ teamId: CARE, role }], now: at(minute) });
  }

  /** Nia besides Northwind's own people, and everybody's hours, in their own zones. */
  async function hire(): Promise<void> {
    const { sql } = database;
    await sql`
      insert into people (workspace_id, slack_id, name, kind, is_admin, time_zone, read_at)
      select workspace_id, 'U0NIA', 'Nia', kind, is_admin, time_zone, read_at from people where slack_id = 'U0LEO'`;
    await sql`
      insert into members (workspace_id, team_id, slack_id, role, source)
      select workspace_id, team_id, 'U0NIA', role, source from members where slack_id = 'U0LEO'`;
    for (const [slackId, { zone, hours }] of Object.entries(people)) {
      const [open, close] = hours.map((time) => minutesOf(time) - (zone === 'America/Chicago' ? 360 : 0));
      const week = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, open, close }));
      await sql`update people set time_zone = ${zone}, working_hours = ${sql.json(week)} where slack_id = ${slackId}`;
    }
  }
});

function urgencyOf(index: number): Urgency {
  if (index % 15 === 2) return 'critical';
  return index % 4 === 0 ? 'high' : 'normal';
}

/** 10 March 2026, when Berlin is an hour ahead of UTC and six ahead of Chicago. */
function at(minute: number): Date {
  return new Date(Date.parse('2026-03-10T00:00:00+01:00') + minute * MINUTE_MS);
}

function clockOf(moment: Date): string {
  return new Date(moment.getTime() + 60 * MINUTE_MS).toISOString().slice(11, 19);
}

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

function isThere(slackId: string, moment: Date): boolean {
  const [open, close] = people[slackId]?.hours ?? ['24:00', '24:00'];
  return open <= clockOf(moment) && clockOf(moment) < close;
}

/** Whoever asked is told what the answer is when it is given: a colleague says it, and the customer waits. */
function isAnswer({ pings, text }: Said): boolean {
  return pings.length === 1 && text.startsWith(`<@${pings[0]}> Ana answered about `);
}

/** All of a role are called where none of it is there, besides whoever just lost the case: docs/chain.md. */
function isLastResort({ at: moment, pings, text }: Said): boolean {
  const roles = new Set(pings.map((slackId) => people[slackId]?.role));
  const there = Object.entries(people).filter(([slackId, { role }]) => roles.has(role) && isThere(slackId, moment));
  return there.every(([slackId]) => text.toUpperCase().includes(`${slackId.slice(2)} WAS SILENT`));
}

function minutesBetween(one: Said, other: Said): number {
  return Math.abs(other.at.getTime() - one.at.getTime()) / MINUTE_MS;
}
