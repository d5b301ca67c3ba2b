import { and, asc, eq } from 'drizzle-orm';
import { recordAudit } from '../../../core/audit.ts';
import { type Ctx, transaction } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import type { SaveSkills } from './forms/inputs.ts';
import { holdPeople } from './hold-people.ts';
import { plansFor } from './plans-for.ts';
import { qualifications } from './tables.ts';

/** What somebody can do or holds, by name; for whoever may change the roster of one of their teams. */
export async function skillsOf(ctx: Ctx, slackId: string): Promise<SaveSkills> {
  return transaction(ctx, async (tx) => {
    await requireTheirLead(tx, ctx, slackId);
    const skills = await tx
      .select({ name: qualifications.name, validUntil: qualifications.validUntil })
      .from(qualifications)
      .where(of(ctx, slackId))
      .orderBy(asc(qualifications.name));
    return { slackId, skills };
  });
}

/** Has somebody hold exactly these. */
export async function saveSkills(ctx: Ctx, { slackId, skills }: SaveSkills): Promise<void> {
  await transaction(ctx, async (tx) => {
    await requireTheirLead(tx, ctx, slackId);
    // Of two who save at once one comes after the other: else each would leave what the other adds.
    await holdPeople(tx, ctx, [slackId]);
    await tx.delete(qualifications).where(of(ctx, slackId));
    const rows = skills.map((skill) => ({ ...skill, workspaceId: ctx.workspaceId, slackId }));
    if (rows.length > 0) await tx.insert(qualifications).values(rows);
    await recordAudit(tx, ctx, { action: 'skills.saved', subject: `person:${slackId}`, detail: { skills } });
  });
}

async function requireTheirLead(tx: Tx, ctx: Ctx, slackId: string): Promise<void> {
  if (await plansFor(tx, ctx, slackId)) return;
  throw new UserError(
    'Only leads, managers and directors of a team they are on can change what somebody can do.',
    'person',
  );
}

function of(ctx: Ctx, slackId: string) {
  return and(eq(qualifications.workspaceId, ctx.workspaceId), eq(qualifications.slackId, slackId));
}
