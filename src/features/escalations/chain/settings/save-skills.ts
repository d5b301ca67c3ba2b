import { and, asc, desc, eq, gt, isNotNull, sql } from 'drizzle-orm';
import { recordAudit } from '../../../../core/audit.ts';
import { transaction, type Ctx } from '../../../../core/context.ts';
import { SavedMeanwhile, UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { membersOf } from '../../../../people/queries.ts';
import type { Team } from '../../../../people/tables.ts';
import { cases } from '../../tables.ts';
import { memberSkills, teamChains } from '../tables.ts';
import { holdTeamToChange, keepTeamChains, teamToChange } from './save-settings.ts';
import { MOST_SKILLS, type SaveSkills, type Skill } from './skills-form.ts';

/**
 * Saves who of a team knows what. Saved twice, or without a change, it is saved once. Throws SavedMeanwhile unless its
 * author has seen the revision that holds, and a UserError where somebody is chosen who decides no cases of the team.
 */
export function saveSkills(ctx: Ctx, { teamId, revision, skills }: SaveSkills): Promise<readonly Skill[]> {
  return transaction(ctx, async (tx) => {
    await holdTeamToChange(tx, ctx, teamId);
    const held = await skillsOf(tx, ctx, teamId);
    if (isSame(held, skills)) return held;
    const heldRevision = await revisionOf(tx, ctx, teamId);
    if (heldRevision !== revision) {
      throw new SavedMeanwhile('Somebody else has changed the skills since you opened this form.');
    }
    await requireDeciders(tx, ctx, teamId, skills);
    await replaceSkills(tx, ctx, teamId, skills);
    await keepTeamChains(tx, ctx, teamId, { skillsRevision: heldRevision + 1 });
    await recordAudit(tx, ctx, { action: 'team.skills-changed', subject: `team:${teamId}`, detail: { skills } });
    return skills;
  });
}

export interface SkillsPage {
  readonly team: Team;
  readonly revision: number;
  readonly skills: readonly Skill[];
  /** Categories of late that nobody is said to know, the most frequent first. */
  readonly others: readonly string[];
  readonly names: ReadonlyMap<string, string>;
}

/** What the form is made of. Throws a UserError unless the actor may change the team. */
export function skillsPage(ctx: Ctx, teamId: string): Promise<SkillsPage> {
  return transaction(ctx, async (tx) => {
    const team = await teamToChange(tx, ctx, teamId);
    const skills = await skillsOf(tx, ctx, teamId);
    const deciders = await membersOf(tx, ctx, teamId, ['lead', 'manager', 'director']);
    return {
      team,
      revision: await revisionOf(tx, ctx, teamId),
      skills,
      others: await otherCategories(tx, ctx, teamId, skills),
      names: new Map(deciders.map(({ slackId, name }) => [slackId, name])),
    };
  });
}

async function skillsOf(tx: Tx, ctx: Ctx, teamId: string): Promise<readonly Skill[]> {
  const rows = await tx
    .select({ skill: memberSkills.skill, slackId: memberSkills.slackId })
    .from(memberSkills)
    .where(and(eq(memberSkills.workspaceId, ctx.workspaceId), eq(memberSkills.teamId, teamId)))
    .orderBy(asc(memberSkills.skill), asc(memberSkills.slackId));
  const names = [...new Set(rows.map(({ skill }) => skill))];
  return names.map((skill) => ({
    skill,
    people: rows.filter((row) => row.skill === skill).map(({ slackId }) => slackId),
  }));
}

async function revisionOf(tx: Tx, ctx: Ctx, teamId: string): Promise<number> {
  const [found] = await tx
    .select({ revision: teamChains.skillsRevision })
    .from(teamChains)
    .where(and(eq(teamChains.workspaceId, ctx.workspaceId), eq(teamChains.teamId, teamId)));
  return found?.revision ?? 0;
}

const LATELY_MS = 90 * 86_400_000;

async function otherCategories(tx: Tx, ctx: Ctx, teamId: string, skills: readonly Skill[]): Promise<readonly string[]> {
  const known = new Set(skills.map(({ skill }) => skill.toLowerCase()));
  const name = sql<string>`min(${cases.category})`;
  const rows = await tx
    .select({ name })
    .from(cases)
    .where(
      and(
        eq(cases.workspaceId, ctx.workspaceId),
        eq(cases.teamId, teamId),
        eq(cases.isPrivate, false),
        isNotNull(cases.category),
        gt(cases.raisedAt, new Date(ctx.clock.now().getTime() - LATELY_MS)),
      ),
    )
    .groupBy(sql`lower(${cases.category})`)
    .orderBy(desc(sql`count(*)`), asc(name))
    .limit(MOST_SKILLS);
  return rows.map((row) => row.name).filter((each) => !known.has(each.toLowerCase()));
}

async function requireDeciders(tx: Tx, ctx: Ctx, teamId: string, skills: readonly Skill[]): Promise<void> {
  const deciders = await membersOf(tx, ctx, teamId, ['lead', 'manager', 'director']);
  const known = new Set(deciders.map(({ slackId }) => slackId));
  const wrong = skills.filter(({ people }) => people.some((slackId) => !known.has(slackId)));
  if (wrong.length === 0) return;
  const names = wrong.map(({ skill }) => skill).join(', ');
  throw new UserError(`Only leads, managers and directors of the team are asked to take cases. Look at: ${names}.`);
}

async function replaceSkills(tx: Tx, ctx: Ctx, teamId: string, skills: readonly Skill[]): Promise<void> {
  const { workspaceId } = ctx;
  await tx.delete(memberSkills).where(and(eq(memberSkills.workspaceId, workspaceId), eq(memberSkills.teamId, teamId)));
  const rows = skills.flatMap(({ skill, people }) =>
    [...new Set(people)].map((slackId) => ({ workspaceId, teamId, skill, slackId })),
  );
  if (rows.length > 0) await tx.insert(memberSkills).values(rows);
}

function isSame(one: readonly Skill[], other: readonly Skill[]): boolean {
  const [mine, theirs] = [one, other].map((skills) =>
    skills.flatMap(({ skill, people }) => people.map((slackId) => `${skill}:${slackId}`)).toSorted(),
  );
  return mine?.join('|') === theirs?.join('|');
}
