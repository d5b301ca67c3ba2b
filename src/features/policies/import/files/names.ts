import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { allTeams, membersOf, peopleByIds } from '../../../../people/queries.ts';
import type { Team } from '../../../../people/tables.ts';

/** What files call people and teams, and who they are here. */
export interface Names {
  readonly team: Team;
  /** All of the workspace. */
  readonly teams: readonly Pick<Team, 'id' | 'name'>[];
  /** Those of the team that keeps the policies: one of them owns each. */
  readonly members: readonly NamedMember[];
}

export interface NamedMember {
  readonly slackId: string;
  readonly name: string;
  readonly email: string | null;
}

export async function namesFor(tx: Tx, ctx: Ctx, team: Team): Promise<Names> {
  const [teams, members] = [await allTeams(tx, ctx), await membersOf(tx, ctx, team.id)];
  const ids = [...new Set(members.map(({ slackId }) => slackId))];
  const people = await peopleByIds(tx, ctx, ids);
  return {
    team,
    teams,
    members: ids.map((slackId) => {
      const { name = slackId, email = null } = people.get(slackId) ?? {};
      return { slackId, name, email };
    }),
  };
}

/** Whoever is called so: by name, address or Slack id; several where the name is not theirs alone. */
export function membersCalled({ members }: Names, called: string): readonly NamedMember[] {
  const id = /^<@(?<id>[A-Z0-9]+)(?:\|[^>]*)?>$/.exec(called)?.groups?.['id'];
  const plain = same(id ?? called.replace(/^@/, ''));
  const byId = members.filter(({ slackId }) => same(slackId) === plain);
  return byId.length > 0
    ? byId
    : members.filter(({ name, email }) => same(name) === plain || (email !== null && same(email) === plain));
}

/** How a file calls somebody so that it is read as them: by name where that is theirs alone. */
export function callingOf(names: Names, slackId: string): string {
  const name = names.members.find((member) => member.slackId === slackId)?.name;
  if (name === undefined) return slackId;
  const called = membersCalled(names, name);
  return called.length === 1 && called[0]?.slackId === slackId && name.trim() === name ? name : slackId;
}

export function teamCalled({ teams }: Pick<Names, 'teams'>, called: string): string | undefined {
  return teams.find(({ name, id }) => same(name) === same(called) || id === called)?.id;
}

/** Without what people do not see as a difference. */
export function same(text: string): string {
  return text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}
