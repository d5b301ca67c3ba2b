import { and, eq, inArray, or } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../core/context.ts';
import type { SlackReads } from '../../../people/slack-reads.ts';
import { personFacts } from '../../../people/person.ts';
import { savePeople } from '../../../people/save-people.ts';
import { members, people } from '../../../people/tables.ts';

/** Whom a cell means, or why nobody can work a shift of this team by that. */
export type Found = { readonly slackId: string } | { readonly reason: string };

/** As many at a time as leave Slack's answers to those who wait. */
const AT_ONCE = 5;

/**
 * Whom these e-mail addresses and Slack ids mean, on this team. Slack is asked for addresses that are not known yet; what it
 * answers is kept, so that a run which Slack stops goes on where it was.
 */
export async function peopleInFile(
  ctx: Ctx,
  slack: Pick<SlackReads, 'userByEmail'>,
  team: { readonly id: string; readonly name: string },
  written: readonly string[],
): Promise<(text: string) => Found> {
  const wanted = [...new Set(written.map(plainText))];
  let known = await knownAmong(ctx, team.id, wanted);
  const unknown = wanted.filter((text) => text.includes('@') && !known.has(text));
  for (let from = 0; from < unknown.length; from += AT_ONCE) {
    await askFor(ctx, slack, unknown.slice(from, from + AT_ONCE));
  }
  if (unknown.length > 0) known = await knownAmong(ctx, team.id, wanted);
  return (text) => foundOf(known.get(plainText(text)), text, team.name);
}

interface Known {
  readonly slackId: string;
  readonly name: string;
  readonly kind: string;
  readonly isOnTeam: boolean;
}

function foundOf(known: Known | undefined, text: string, teamName: string): Found {
  if (!known)
    return { reason: `Nobody in this workspace has ${text.includes('@') ? 'the address' : 'the id'} ${text}.` };
  if (known.kind === 'deactivated') return { reason: `The account of ${known.name} is deactivated.` };
  if (known.kind !== 'full') return { reason: `${known.name} has no full account in this workspace.` };
  if (!known.isOnTeam) return { reason: `${known.name} is not on the team ${teamName}.` };
  return { slackId: known.slackId };
}

/** By address in lower case and by Slack id. */
async function knownAmong(ctx: Ctx, teamId: string, wanted: readonly string[]): Promise<ReadonlyMap<string, Known>> {
  if (wanted.length === 0) return new Map();
  const found = await transaction(ctx, (tx) =>
    tx
      .select({
        slackId: people.slackId,
        name: people.name,
        kind: people.kind,
        email: people.email,
        on: members.teamId,
      })
      .from(people)
      .leftJoin(
        members,
        and(
          eq(members.workspaceId, people.workspaceId),
          eq(members.slackId, people.slackId),
          eq(members.teamId, teamId),
        ),
      )
      .where(
        and(
          eq(people.workspaceId, ctx.workspaceId),
          or(inArray(people.email, [...wanted]), inArray(people.slackId, [...wanted])),
        ),
      ),
  );
  const known = new Map<string, Known>();
  for (const { slackId, name, kind, email, on } of found) {
    const person = { slackId, name, kind, isOnTeam: on !== null };
    known.set(slackId, person);
    // Of two accounts with one address the one that can work counts.
    if (email !== null && (!known.has(email) || kind === 'full')) known.set(email, person);
  }
  return known;
}

async function askFor(ctx: Ctx, slack: Pick<SlackReads, 'userByEmail'>, emails: readonly string[]): Promise<void> {
  const users = await Promise.all(emails.map((email) => slack.userByEmail(ctx.workspaceId, email)));
  // Under the address that was asked for: Slack may leave it out of its answer.
  const found = users.flatMap((user, index) =>
    user ? [{ ...personFacts(user, ctx.workspaceId), email: emails[index] ?? null }] : [],
  );
  await transaction(ctx, (tx) => savePeople(tx, ctx.workspaceId, found, ctx.clock.now()));
}

function plainText(text: string): string {
  const trimmed = text.trim();
  return trimmed.includes('@') ? trimmed.toLowerCase() : trimmed.toUpperCase();
}
