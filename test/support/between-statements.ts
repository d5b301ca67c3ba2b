import postgres, { type Sql } from 'postgres';
import type { Database } from '../../src/db/client.ts';
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
