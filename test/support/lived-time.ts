import type { Ctx } from '../../src/core/context.ts';
import type { JobHandler } from '../../src/jobs/define-job.ts';
import type { TestDatabase } from './database.ts';
import { systemAt } from './timers.ts';

/** A message that was queued, at the time on the clock of the app. */
export interface Said {
  readonly at: Date;
  /** What it is for: `case:<id>:card`, `reminders:12`. */
  readonly key: string;
  /** Whom Slack notifies: who is mentioned, or whoever the direct message is for. */
  readonly pings: readonly string[];
  readonly text: string;
}

/** The app through a day: its timers run at their minutes, people act between, and what it says is kept with its time. */
export interface LivedTime {
  /** Everything that is due up to then happens when it is due. */
  until(moment: Date): Promise<void>;
  /** Somebody does something at that time, once what was due before is done. */
  act(moment: Date, work: (moment: Date) => Promise<unknown>): Promise<void>;
  readonly said: readonly Said[];
}

const lease = { confirm: () => Promise.resolve() };
/** A timer that always sets itself anew for now would else run for ever. */
const MOST_RUNS = 5_000;

export function livedTime(database: TestDatabase, handlers: readonly JobHandler[]): LivedTime {
  const kinds = handlers.map(({ kind }) => kind.name);
  const said: Said[] = [];
  let runs = 0;

  const happen = async (moment: Date, work: () => Promise<unknown>) => {
    // What is queued for "now" is queued by the clock of the database.
    await database.sql`
      insert into business_clock ("only", offset_ms) values (true, ${moment.getTime() - Date.now()})
      on conflict ("only") do update set offset_ms = excluded.offset_ms`;
    await work();
    said.push(...(await newPosts(database, moment, said.length)));
  };

  const until = async (moment: Date) => {
    for (let due = await takeDue(database, kinds, moment); due; due = await takeDue(database, kinds, moment)) {
      runs += 1;
      if (runs > MOST_RUNS) throw new Error('timers went on without an end');
      const { kind: name, payload, runAt } = due;
      const ctx: Ctx = systemAt(database, runAt);
      await happen(runAt, async () => handlers.find(({ kind }) => kind.name === name)?.run(ctx, payload, lease));
    }
  };
  return {
    said,
    until,
    act: async (moment, work) => {
      await until(moment);
      await happen(moment, () => work(moment));
    },
  };
}

async function takeDue({ sql }: TestDatabase, kinds: readonly string[], until: Date) {
  const [taken] = await sql<{ kind: string; payload: unknown; runAt: Date }[]>`
    delete from jobs where id = (
      select id from jobs where kind = any(${[...kinds]}) and run_at <= ${until} order by run_at, id limit 1)
    returning kind, payload, run_at as "runAt"`;
  return taken;
}

/** Those that were queued since `known` of them were. */
async function newPosts({ sql }: TestDatabase, at: Date, known: number): Promise<readonly Said[]> {
  const rows = await sql<{ key: string; channel: string; text: string }[]>`
    select dedupe_key as key, channel, payload -> 'message' ->> 'text' as text
    from outbox_messages where kind = 'post' order by queued_at, channel, sequence offset ${known}`;
  return rows.map(({ key, channel, text }) => ({
    at,
    key,
    pings: channel.startsWith('U') ? [channel] : [...text.matchAll(/<@(\w+)>/g)].map(([, slackId = '']) => slackId),
    text,
  }));
}
