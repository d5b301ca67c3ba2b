import { and, asc, eq, gt, isNotNull, isNull, type SQL } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import { requireMay } from '../../../people/permissions.ts';
import { allTeams, teamById } from '../../../people/queries.ts';
import type { Team } from '../../../people/tables.ts';
import { policyFileName } from '../library/drafting/file-name.ts';
import { visibleTo } from '../library/reading/policies-visible-to.ts';
import { policies, type Policy } from '../library/tables.ts';
import { existingOf } from './importing/existing.ts';
import { type GivenFile, tidyPath } from './files/given-files.ts';
import { type Names, namesFor } from './files/names.ts';
import { policyDocument } from './files/policy-document.ts';

export interface PolicyExport {
  readonly team: Team;
  /** By path; each path is one file's alone. */
  readonly files: readonly GivenFile[];
}

/** So many are read at a time. */
const PAGE = 50;

/** The published policies of a team as files, those that the actor may see; one alone where its id is given. */
export async function exportPolicies(ctx: Ctx, teamId: string, policyId?: string): Promise<PolicyExport> {
  requireMay(ctx, 'policy.look-up', {});
  const { team, names } = await transaction(ctx, async (tx) => {
    const found = await teamById(tx, ctx, teamId);
    if (!found) throw new UserError('That team is gone.');
    return { team: found, names: await namesFor(tx, ctx, found) };
  });
  const files: GivenFile[] = [];
  const paths = new Set<string>();
  for (let after: string | undefined; ;) {
    const page = await transaction(ctx, (tx) => readPage(tx, ctx, names, { policyId, after }));
    for (const { policy, content } of page) files.push({ path: freePath(pathOf(policy), paths), content });
    after = page.at(-1)?.policy.id;
    if (page.length < PAGE || after === undefined) break;
  }
  return { team, files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)) };
}

interface Document {
  readonly policy: Policy;
  readonly content: string;
}

async function readPage(
  tx: Tx,
  ctx: Ctx,
  names: Names,
  { policyId, after }: { readonly policyId: string | undefined; readonly after: string | undefined },
): Promise<readonly Document[]> {
  const found = await tx
    .select()
    .from(policies)
    .where(
      and(
        isExported(ctx, names.team.id),
        policyId === undefined ? undefined : eq(policies.id, policyId),
        after === undefined ? undefined : gt(policies.id, after),
      ),
    )
    .orderBy(asc(policies.id))
    .limit(PAGE);
  const ids = found.map(({ id }) => id);
  const existing = await existingOf(tx, ctx, names.team.id, ids);
  return found.flatMap((policy) => {
    const { published, written = [] } = existing.get(policy.id) ?? {};
    const document = published && policyDocument({ policy, revision: published, questions: written }, names);
    return document === undefined ? [] : [{ policy, content: document }];
  });
}

/** The teams of which the actor may see a published policy. */
export async function teamsToExport(tx: Tx, ctx: Ctx): Promise<readonly Team[]> {
  const found = await tx.selectDistinct({ teamId: policies.teamId }).from(policies).where(isExported(ctx));
  const keeping = new Set(found.map(({ teamId }) => teamId));
  return (await allTeams(tx, ctx)).filter(({ id }) => keeping.has(id));
}

function isExported(ctx: Ctx, teamId?: string): SQL | undefined {
  return and(
    eq(policies.workspaceId, ctx.workspaceId),
    teamId === undefined ? undefined : eq(policies.teamId, teamId),
    visibleTo(ctx.actor),
    isNull(policies.archivedAt),
    isNotNull(policies.verifiedAt),
  );
}

function pathOf({ source, title }: Policy): string {
  return tidyPath(source ?? policyFileName(title));
}

/** `refunds.md`, then `refunds-2.md`: on some systems `Refunds.md` is the same file. */
function freePath(path: string, taken: Set<string>): string {
  const [, stem = path, ending = ''] = /^(.*?)(\.[^./]*)?$/s.exec(path) ?? [];
  let free = path;
  for (let turn = 2; taken.has(free.toLowerCase()); turn += 1) free = `${stem}-${turn}${ending}`;
  taken.add(free.toLowerCase());
  return free;
}
