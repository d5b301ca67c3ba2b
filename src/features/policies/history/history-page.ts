import { and, desc, eq, inArray } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../core/context.ts';
import { auditLog } from '../../../core/tables.ts';
import type { Tx } from '../../../db/client.ts';
import { peopleByIds } from '../../../people/queries.ts';
import { inForceAt, type Span, spansOf } from '../library/lifecycle.ts';
import { type PolicyPage, readPage } from '../library/pages/policy-page.ts';
import { dayText } from '../library/words.ts';
import { policyReads, type PolicyRevision } from '../library/tables.ts';
import { replacedBy } from './on-day.ts';

/** What was done to a policy, by whom. */
export interface Deed {
  readonly action: string;
  readonly at: Date;
  readonly by: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What the actor read last, where something else counts now. */
export interface LastRead {
  readonly revision: PolicyRevision;
  readonly readAt: Date;
}

export interface HistoryPage extends Pick<PolicyPage, 'policy' | 'team' | 'now' | 'inForce'> {
  readonly names: ReadonlyMap<string, string>;
  /** The newest first; those that the actor may see, one page of them. */
  readonly revisions: readonly PolicyRevision[];
  readonly spans: readonly Span<PolicyRevision>[];
  /** Of planned revisions that never counted: the number of the one that took their place, by id. */
  readonly replacedBy: ReadonlyMap<string, number>;
  readonly deeds: readonly Deed[];
  readonly lastRead: LastRead | undefined;
  readonly page: number;
  readonly hasMore: boolean;
}

const REVISIONS = 8;
const DEEDS = 12;
const LAST_PAGE = 500;

/** Who changed what, page by page. Of drafts and settings only whoever may write the policy reads. */
export function historyPage(ctx: Ctx, policyId: string, wanted = 0): Promise<HistoryPage> {
  const page = Math.max(0, Math.min(wanted, LAST_PAGE));
  return transaction(ctx, async (tx) => {
    const read = await readPage(tx, ctx, policyId);
    const deeds = await deedsOf(tx, ctx, policyId, read.can('policy.draft'), page);
    const revisions = read.revisions.slice(page * REVISIONS, (page + 1) * REVISIONS);
    return {
      policy: read.policy,
      team: read.team,
      now: read.now,
      inForce: read.inForce,
      names: await namesFor(tx, ctx, deeds, revisions),
      revisions,
      spans: spansOf(read.revisions, read.policy.archivedAt),
      replacedBy: new Map(
        read.revisions.flatMap((one) => {
          const number = replacedBy(read.revisions, one);
          return number === undefined ? [] : [[one.id, number] as const];
        }),
      ),
      deeds: deeds.slice(0, DEEDS),
      lastRead: await lastRead(tx, ctx, read),
      page,
      hasMore: read.revisions.length > (page + 1) * REVISIONS || deeds.length > DEEDS,
    };
  });
}

/** What everybody may know of who may see the policy. */
const OPEN_DEEDS = ['policy.published', 'policy.verified', 'policy.given', 'policy.archived', 'policy.restored'];
const WRITERS_DEEDS = [
  ...OPEN_DEEDS,
  'policy.drafted',
  'policy.saved',
  'policy.sent-for-review',
  'policy.sent-back',
  'policy.draft-dropped',
  'policy.settings-changed',
  'policy.questions-changed',
];

async function deedsOf(tx: Tx, ctx: Ctx, policyId: string, writes: boolean, page: number): Promise<readonly Deed[]> {
  const { action, at, actorSlackId, detail } = auditLog;
  return tx
    .select({ action, at, by: actorSlackId, detail })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.workspaceId, ctx.workspaceId),
        eq(auditLog.subject, `policy:${policyId}`),
        inArray(action, writes ? WRITERS_DEEDS : OPEN_DEEDS),
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(DEEDS + 1)
    .offset(page * DEEDS);
}

async function namesFor(
  tx: Tx,
  ctx: Ctx,
  deeds: readonly Deed[],
  revisions: readonly PolicyRevision[],
): Promise<ReadonlyMap<string, string>> {
  const given = deeds.flatMap(({ detail }) => (typeof detail['to'] === 'string' ? [detail['to']] : []));
  const of = revisions.flatMap(({ author, savedBy, publishedBy }) => [author, savedBy, publishedBy ?? author]);
  const ids = [...new Set([...deeds.map(({ by }) => by), ...given, ...of])];
  const people = ids.length === 0 ? [] : [...(await peopleByIds(tx, ctx, ids))];
  return new Map(people.map(([id, { name }]) => [id, name]));
}

/** The revision that the actor read last, if it is one before the one that counts. */
async function lastRead(tx: Tx, ctx: Ctx, page: PolicyPage): Promise<LastRead | undefined> {
  const read = await readLast(tx, ctx, page);
  return read && page.inForce && read.revision.number < page.inForce.number ? read : undefined;
}

async function readLast(tx: Tx, ctx: Ctx, { policy, revisions }: PolicyPage): Promise<LastRead | undefined> {
  const [read] = await tx
    .select({ revisionId: policyReads.revisionId, readAt: policyReads.readAt })
    .from(policyReads)
    .where(
      and(
        eq(policyReads.workspaceId, ctx.workspaceId),
        eq(policyReads.slackId, ctx.actor.slackId),
        eq(policyReads.policyId, policy.id),
      ),
    );
  const revision = revisions.find(({ id }) => id === read?.revisionId);
  return read && revision ? { revision, readAt: read.readAt } : undefined;
}

export interface CatchUp {
  readonly from: string;
  readonly to: string;
  /** What of it the actor has read. */
  readonly soFar: string;
}

/** What the actor would read to catch up: from what they read last, else from what counted before, to what counts now. */
export async function catchUp(ctx: Ctx, policyId: string): Promise<CatchUp> {
  return transaction(ctx, async (tx) => {
    const page = await readPage(tx, ctx, policyId);
    const to = inForceAt(page.revisions, page.now) ?? page.revisions.find(({ state }) => state === 'published');
    const read = await readLast(tx, ctx, page);
    const isBehind = read !== undefined && to !== undefined && read.revision.number < to.number;
    return { from: isBehind ? read.revision.id : '', to: to?.id ?? '', soFar: soFarText(page, read, isBehind) };
  });
}

function soFarText(page: PolicyPage, read: LastRead | undefined, isBehind: boolean): string {
  const { policy, team } = page;
  const archived = policy.archivedAt && `It was archived on ${dayText(policy.archivedAt, team)}, and counts no longer.`;
  return [...(archived ? [archived] : []), readText(page, read, isBehind)].join(' ');
}

function readText({ team }: PolicyPage, read: LastRead | undefined, isBehind: boolean): string {
  if (!read) return 'You have read none of it yet. This is the latest change.';
  const day = dayText(read.readAt, team);
  return isBehind
    ? `Since you read it on ${day}.`
    : `You have read it as it is now, on ${day}. This was the latest change.`;
}
