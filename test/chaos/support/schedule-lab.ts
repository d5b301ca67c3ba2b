import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { transaction } from '../../../src/core/context.ts';
import { addDays } from '../../../src/core/local-time.ts';
import { keepSchedule } from '../../../src/jobs/define-schedule.ts';
import { programArguments } from '../../support/built-program.ts';
import { testContext } from '../../support/context.ts';
import { createTestDatabase } from '../../support/database.ts';
import { TinySlack } from '../../support/tiny-slack.ts';
import { briefing } from './briefing.ts';
import type { Dice } from './dice.ts';
import { until } from './until.ts';

const TEAMS = ['CARE', 'CAREUS', 'SALES', 'HARBOUR', 'ORCHARD', 'NIGHT'];
const FIRST_DAY = '2026-03-01';
const REPLICAS = 2;
const PROCESS = 'test/chaos/support/schedule-process.ts';

/** What came of the rounds: each team has one message a day, or it is on one of these lists. */
export interface Verdict {
  readonly sent: number;
  readonly missed: readonly string[];
  readonly doubled: readonly string[];
  /** What the processes themselves gave up. */
  readonly givenUp: readonly string[];
  /** In how many rounds a run had begun before the kill. */
  readonly struckRunning: number;
}

/**
 * Daily briefings of six teams at 09:00, one day a round: two processes are at work when the time comes, both are killed
 * somewhere between noticing it, claiming, running and sending, and two new ones find what they left behind.
 */
export async function killSchedules(rounds: number, dice: Dice): Promise<Verdict> {
  const database = await createTestDatabase();
  const slack = new TinySlack();
  await slack.start();
  const said: string[] = [];
  let replicas: ChildProcess[] = [];
  const clockAt = (date: string, time: string) => database.sql`
    insert into business_clock ("only", offset_ms) values (true, ${Date.parse(`${date}T${time}Z`) - Date.now()})
    on conflict ("only") do update set offset_ms = excluded.offset_ms`;
  const respawn = async () => {
    replicas = await Promise.all(Array.from({ length: REPLICAS }, () => start(database.url, slack.url, said)));
  };
  let struckRunning = 0;

  try {
    await clockAt(FIRST_DAY, '07:00:00');
    await keepBriefings(database.db);
    for (let round = 0; round < rounds; round += 1) {
      const today = addDays(FIRST_DAY, round);
      await respawn();
      const before = said.length;
      await clockAt(today, '08:00:01');
      if (round % 2 === 1) await until('a run has begun', () => said.slice(before).includes('run'), 20_000, 1);
      await pause(dice.between(0, round % 2 === 1 ? 30 : 120));
      for (const replica of dice.shuffled(replicas)) {
        await killed(replica);
        await pause(dice.between(0, 15));
      }
      if (said.slice(before).includes('run')) struckRunning += 1;
      await database.sql`update jobs set leased_until = clock_timestamp() where lease_token is not null`;
      await database.sql`update outbox_lanes set leased_until = clock_timestamp() where lease_token is not null`;
      await respawn();
      await until(`all teams have the message of ${today}`, () => missing(slack, today).length === 0, 60_000).catch(
        () => undefined,
      );
      await Promise.all(replicas.map(killed));
    }
  } finally {
    await Promise.all(replicas.map(killed));
    await slack.stop();
    await database.close();
  }
  return judge(slack, rounds, said, struckRunning);
}

async function keepBriefings(db: Parameters<typeof testContext>[0]): Promise<void> {
  const ctx = testContext(db, { now: new Date(`${FIRST_DAY}T07:00:00Z`) });
  const rule = { minutes: 480, weekdays: [1, 2, 3, 4, 5, 6, 7], timeZone: 'UTC' };
  for (const team of TEAMS) await transaction(ctx, (tx) => keepSchedule(tx, ctx, briefing, team, rule));
}

async function start(databaseUrl: string, slackUrl: string, said: string[]): Promise<ChildProcess> {
  const args = [...(await programArguments(PROCESS)), databaseUrl, `${slackUrl}/api/`];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  let isUp = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = text.split('\n').filter((line) => line !== '');
    said.push(...lines);
    isUp ||= lines.includes('up');
  });
  await until('a process is up', () => isUp, 60_000, 5);
  return child;
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

function missing(slack: TinySlack, date: string): readonly string[] {
  const sent = new Set(slack.messages.map(({ text }) => text));
  return TEAMS.map((team) => `${team} ${date}`).filter((text) => !sent.has(text));
}

function judge(slack: TinySlack, rounds: number, said: readonly string[], struckRunning: number): Verdict {
  const texts = slack.messages.map(({ text }) => text);
  return {
    sent: texts.length,
    missed: Array.from({ length: rounds }, (_, round) => missing(slack, addDays(FIRST_DAY, round))).flat(),
    doubled: texts.filter((text, index) => texts.indexOf(text) !== index),
    givenUp: said.filter((line) => line.startsWith('missed')),
    struckRunning,
  };
}
