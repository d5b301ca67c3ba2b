import { UserError } from '../../../core/errors.ts';
import { and, asc, eq, sql } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { people, teams, type Team } from '../../../people/tables.ts';
import { promises } from '../promises/tables.ts';
import { cases, type Case } from '../tables.ts';
import {
  handOverCases,
  handOverOffers,
  handOvers,
  type HandOver,
  type HandOverCase,
  type HandOverOffer,
} from './tables.ts';

/** A case of a hand-over as its messages show it. */
export interface HandedCase extends HandOverCase {
  readonly case: Case;
  /** What the customer was promised next. */
  readonly promised: string | null;
}

/** What every message about a hand-over is drawn from. */
export interface HandOverView {
  readonly handOver: HandOver;
  readonly team: Team;
  readonly cases: readonly HandedCase[];
  readonly offers: readonly HandOverOffer[];
  /** Slack id → name, of everybody in it. */
  readonly names: Readonly<Record<string, string>>;
}

export function giverKey(handOverId: string): string {
  return `hand-over:${handOverId}:giver`;
}

export function offerKey(batch: string): string {
  return `hand-over:offer:${batch}`;
}

export function groupKey(handOverId: string): string {
  return `hand-over:${handOverId}:group`;
}

/** The hand-over, locked until the transaction ends: one change of it at a time. */
export async function lockHandOver(tx: Tx, ctx: Ctx, handOverId: string): Promise<HandOver | undefined> {
  const [locked] = await tx
    .select()
    .from(handOvers)
    .where(and(eq(handOvers.workspaceId, ctx.workspaceId), eq(handOvers.id, handOverId)))
    .for('update');
  return locked;
}

const nextPromise = sql<string | null>`(
  select ${promises.what} from ${promises}
  where ${promises.workspaceId} = ${cases.workspaceId} and ${promises.caseId} = ${cases.id} and ${promises.state} = 'open'
  order by ${promises.dueAt}, ${promises.id} limit 1
)`;

export async function handOverView(tx: Tx, ctx: Ctx, handOverId: string): Promise<HandOverView> {
  const [head] = await tx
    .select({ handOver: handOvers, team: teams })
    .from(handOvers)
    .innerJoin(teams, and(eq(teams.workspaceId, handOvers.workspaceId), eq(teams.id, handOvers.teamId)))
    .where(and(eq(handOvers.workspaceId, ctx.workspaceId), eq(handOvers.id, handOverId)));
  if (!head) throw new UserError('There is no such hand-over, or it is not yours to see.');
  const handed = await tx
    .select({ row: handOverCases, case: cases, promised: nextPromise })
    .from(handOverCases)
    .innerJoin(cases, and(eq(cases.workspaceId, handOverCases.workspaceId), eq(cases.id, handOverCases.caseId)))
    .where(and(eq(handOverCases.workspaceId, ctx.workspaceId), eq(handOverCases.handOverId, handOverId)))
    .orderBy(sql`${cases.promisedBy} asc nulls last`, asc(cases.number));
  const offers = await tx
    .select()
    .from(handOverOffers)
    .where(and(eq(handOverOffers.workspaceId, ctx.workspaceId), eq(handOverOffers.handOverId, handOverId)));
  const shown = handed.map(asHandedCase);
  const involved = [
    head.handOver.giver,
    ...shown.flatMap(({ heir, case: of }) => [heir, of.owner]),
    ...offers.map(({ heir }) => heir),
  ];
  return { ...head, cases: shown, offers, names: await namesOf(tx, ctx, involved) };
}

function asHandedCase({ row, ...rest }: { row: HandOverCase; case: Case; promised: string | null }): HandedCase {
  return { ...row, ...rest };
}

async function namesOf(
  tx: Tx,
  ctx: Ctx,
  slackIds: readonly (string | null)[],
): Promise<Readonly<Record<string, string>>> {
  const wanted = JSON.stringify([...new Set(slackIds.filter((each) => each !== null))]);
  const found = await tx
    .select({ slackId: people.slackId, name: people.name })
    .from(people)
    .where(
      and(
        eq(people.workspaceId, ctx.workspaceId),
        sql`${people.slackId} in (select jsonb_array_elements_text(${wanted}::jsonb))`,
      ),
    );
  return Object.fromEntries(found.map(({ slackId, name }) => [slackId, name]));
}
