import { and, eq } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { UnreadableFile } from './decode.ts';
import { dateOrders, guessColumns, isKnown, missingColumns } from './known-layouts.ts';
import type { DateOrder, Layout } from './layout.ts';
import type { CsvFile } from './read-csv.ts';
import { rosterLayouts } from './tables.ts';

/** A heading as it is remembered. */
export function headingText(heading: readonly string[]): string {
  return JSON.stringify(heading);
}

/** What is known of a file's columns, and in which orders its dates can be meant. */
export interface LayoutGuess {
  readonly columns: Layout['columns'];
  readonly orders: readonly DateOrder[];
  /** Undefined where somebody has to be asked. */
  readonly layout: Layout | undefined;
}

/**
 * Which column is what: as it was said for a file with this heading, else by a layout we know. The order of the dates' parts is
 * seen in the file or was said; it is never guessed.
 * @throws UnreadableFile where the file mixes them
 */
export async function findLayout(tx: Tx, ctx: Ctx, teamId: string, file: CsvFile): Promise<LayoutGuess> {
  const remembered = await rememberedLayout(tx, ctx, teamId, file.heading);
  const columns = remembered?.columns ?? guessColumns(file.heading);
  const orders = dateOrders(file, { columns });
  const isClear = remembered !== undefined || (isKnown(file.heading) && missingColumns({ columns }).length === 0);
  const dateOrder = orderOf(orders, remembered);
  return { columns, orders, layout: isClear && dateOrder ? { columns, dateOrder } : undefined };
}

/** Where several fit, the one that was said. */
function orderOf(orders: readonly DateOrder[], remembered: Layout | undefined): DateOrder | undefined {
  if (orders.length === 0) throw new UnreadableFile('Some of its dates begin with the day, others with the month.');
  if (orders.length === 1) return orders[0];
  return orders.find((order) => order === remembered?.dateOrder);
}

async function rememberedLayout(
  tx: Tx,
  ctx: Ctx,
  teamId: string,
  heading: readonly string[],
): Promise<Layout | undefined> {
  const [found] = await tx
    .select({ layout: rosterLayouts.layout })
    .from(rosterLayouts)
    .where(
      and(
        eq(rosterLayouts.workspaceId, ctx.workspaceId),
        eq(rosterLayouts.teamId, teamId),
        eq(rosterLayouts.heading, headingText(heading)),
      ),
    );
  return found?.layout;
}

export async function rememberLayout(
  tx: Tx,
  ctx: Ctx,
  teamId: string,
  heading: readonly string[],
  layout: Layout,
): Promise<void> {
  const said = { layout, by: ctx.actor.slackId, at: ctx.clock.now() };
  await tx
    .insert(rosterLayouts)
    .values({ workspaceId: ctx.workspaceId, teamId, heading: headingText(heading), ...said })
    .onConflictDoUpdate({
      target: [rosterLayouts.workspaceId, rosterLayouts.teamId, rosterLayouts.heading],
      set: said,
    });
}
