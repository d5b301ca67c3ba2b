import { transaction, type Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import { teamsOf } from '../../../people/queries.ts';

/** The team that somebody means who names none: the first of theirs by name. Its window has the others. */
export async function ownTeam(ctx: Ctx): Promise<string> {
  const [first] = await transaction(ctx, (tx) => teamsOf(tx, ctx));
  if (!first) throw new UserError('You are on no team yet. Type `/floorwalker` to be added to one.');
  return first.team.id;
}
