import type { PlainTextOption } from '@slack/types';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { allTeams } from '../../../../people/queries.ts';
import { option } from '../../../../slack/blocks.ts';

/** The teams that have what is typed in their names, for a menu. Whoever calls it has seen to it that the actor may choose. */
export async function teamOptions(ctx: Ctx, typed: string): Promise<readonly PlainTextOption[]> {
  const teams = await transaction(ctx, (tx) => allTeams(tx, ctx));
  const words = typed.trim().toLowerCase();
  return teams.filter(({ name }) => name.toLowerCase().includes(words)).map(({ id, name }) => option(name, id));
}
