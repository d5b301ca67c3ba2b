import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { allTeams } from '../../../../people/queries.ts';

/** Of every team of the workspace, by id. */
export async function teamNames(tx: Tx, ctx: Ctx): Promise<ReadonlyMap<string, string>> {
  return new Map((await allTeams(tx, ctx)).map(({ id, name }) => [id, name]));
}
