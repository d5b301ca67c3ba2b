import { CARE, type CastName, openNorthwind } from './northwind.ts';
import { claimedByLeo } from './cases.ts';
import { testContext, type TestContext } from './context.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { queuedMessages } from './queued-messages.ts';

interface Offer {
  readonly batch: string;
  readonly heir: string;
  readonly caseId: string;
  readonly state: string;
}

/** A Tuesday in Berlin; Leo works until 14:00, Lia and Maya until 17:00, as does the team. */
const onTuesday = (time: string) => new Date(`2026-03-10T${time}:00+01:00`);

export type HandOverWorld = Awaited<ReturnType<typeof openHandOverWorld>>;

/** Northwind at the end of a working day, and what tests of a hand-over ask about. */
export async function openHandOverWorld() {
  const database = await createTestDatabase();
  const northwind = await openNorthwind(database);
  const { sql } = database;
  await sql`delete from members where slack_id = 'U0DORA'`;

  return {
    database,
    as: (name: CastName, time: string): TestContext => {
      const ctx = northwind.as(name);
      ctx.clock.set(onTuesday(time));
      return ctx;
    },
    app: (time: string): TestContext =>
      testContext(database.db, { slackId: 'app', kind: 'system', now: onTuesday(time) }),
    /** A case of Leo's; whose turn it is to be asked is left out of these tests. */
    claimed: async () => {
      const made = await claimedByLeo(northwind);
      await sql`delete from member_turns`;
      return made;
    },
    /** When its owner got it: a time, with seconds where they matter. */
    claimedAt: async (caseId: string, time: string) => {
      const at = new Date(`2026-03-10T${time}+01:00`);
      await sql`update cases set claimed_at = ${at} where id = ${caseId}`;
    },
    worksUntil: (slackId: string, hour: number) => worksUntil(sql, slackId, hour),
    reset: async () => {
      await sql`truncate cases, hand_overs, jobs, outbox_messages cascade`;
      await worksUntil(sql, 'U0LEO', 14);
      await worksUntil(sql, 'U0LIA', 17);
      await worksUntil(sql, 'U0MAYA', 17);
    },
    ...questions(database),
  };
}

/** The team that the cases belong to. */
export const TEAM = CARE;

async function worksUntil(sql: TestDatabase['sql'], slackId: string, hour: number): Promise<void> {
  const days = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, open: 540, close: hour * 60 }));
  await sql`update people set working_hours = ${sql.json(days)} where slack_id = ${slackId}`;
}

function questions({ sql }: TestDatabase) {
  const offers = async (): Promise<readonly Offer[]> => [
    ...(await sql<Offer[]>`
      select batch, heir, case_id as "caseId", state from hand_over_offers order by heir, case_id`),
  ];
  const handOver = async () => {
    const [row] = await sql<{ id: string; stage: string }[]>`select id, stage from hand_overs`;
    return row;
  };
  return {
    offers,
    handOver,
    handOverId: async () => {
      const found = await handOver();
      if (!found) throw new Error('no hand-over was started');
      return found.id;
    },
    batchOf: async (heir: string) => {
      const found = (await offers()).find((offer) => offer.heir === heir && offer.state === 'waiting');
      if (!found) throw new Error(`nothing is offered to ${heir}`);
      return found.batch;
    },
    ownerOf: async (caseId: string) => {
      const [row] = await sql<{ owner: string | null }[]>`select owner from cases where id = ${caseId}`;
      return row?.owner;
    },
    /** New messages of hand-overs to a person or channel. */
    posts: async (to: string) => {
      const queued = await queuedMessages(sql);
      return queued
        .filter(
          ({ kind, channel, messageKey }) => kind === 'post' && channel === to && messageKey?.startsWith('hand-over'),
        )
        .map(({ payload }) => payload);
    },
  };
}
