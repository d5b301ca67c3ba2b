import postgres, { type Sql } from 'postgres';
import type { Database } from '../../src/db/client.ts';
import { untilSomebodyWaits } from './lock-waits.ts';
import { workspaceTx } from '../../src/db/workspace-tx.ts';

/** Given how many statements there have been by then. */
type Step = (statements: number) => Promise<unknown>;

/** A database whose transactions, each on a connection of its own, wait for `step` after each of their statements. */
export function betweenStatements({ db, url }: { db: Database; url: string }, step: Step): Database {
  const withWorkspace: Database['withWorkspace'] = async (workspaceId, work) => {
    const sql = postgres(url, { max: 1 });
    let statements = 0;
    try {
      return (await sql.begin(async (own) => {
        await own`select set_config('floorwalker.workspace_id', ${workspaceId}, true)`;
        const unsafe = (...given: Parameters<Sql['unsafe']>) =>
          followed(own.unsafe(...given), () => step((statements += 1)));
        return work(workspaceTx({ options: sql.options, unsafe } as unknown as Sql, () => false));
      })) as Awaited<ReturnType<typeof work>>;
    } finally {
      await sql.end();
    }
  };
  return { ...db, withWorkspace };
}

export interface Meanwhile {
  /** Runs on a database that counts its statements. */
  readonly work: (db: Database) => Promise<unknown>;
  readonly other: () => Promise<unknown>;
  /** After how many statements of `work` the other begins. */
  readonly moment: number;
}

/**
 * Has `other` done after so many statements of `work`: to its end, or until it waits for what `work` holds.
 * @throws where `work` has not so many statements
 */
export async function meanwhile(
  database: { db: Database; url: string; sql: Sql },
  { work, other, moment }: Meanwhile,
): Promise<void> {
  let statements = 0;
  let running: Promise<unknown> | undefined;
  const step = async () => {
    statements += 1;
    if (statements !== moment) return;
    running = other();
    await Promise.race([running, untilSomebodyWaits(database.sql)]);
  };
  await work(betweenStatements(database, step));
  if (!running) throw new Error(`there were no ${moment} statements`);
  await running;
}

interface Query extends PromiseLike<unknown> {
  values?(): Query;
}

/** What drizzle uses of a query, with something that is waited for before its answer is given. */
function followed(query: Query, next: () => Promise<unknown>): Query {
  async function answered(): Promise<unknown> {
    const answer = await query;
    await next();
    return answer;
  }
  return {
    // A query is sent when it is first waited for, so this is no promise.
    // oxlint-disable-next-line unicorn/no-thenable
    then: (resolve, reject) => answered().then(resolve, reject),
    values: () => followed(query.values!(), next),
  };
}
