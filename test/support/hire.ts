import type { TestDatabase } from './database.ts';
import type { Workspace } from './workspace.ts';

/** Colleagues as Slack knows them, put on the team as if a manager had picked them. */
export async function hire(
  { world }: Workspace,
  { sql }: Pick<TestDatabase, 'sql'>,
  role: 'lead' | 'agent',
  count: number,
): Promise<string[]> {
  const model = role === 'lead' ? 'U0LEO' : 'U0ANA';
  const title = role === 'lead' ? 'Lead' : 'Agent';
  const ids = Array.from({ length: count }, (_, index) => `U0${role.toUpperCase()}${index + 1}`);
  for (const [index, id] of ids.entries()) {
    world.state.people[id] = {
      ...world.state.people[model]!,
      id,
      name: `${role}${index + 1}`,
      realName: `${title}${index + 1} Berg`,
    };
    for (const channel of Object.values(world.state.channels)) {
      if (channel.kind !== 'dm' && channel.members.includes(model)) channel.members.push(id);
    }
  }
  await sql`
    insert into people (workspace_id, slack_id, name, kind, is_admin, time_zone, read_at)
    select workspace_id, id, ${title}::text || place, kind, is_admin, time_zone, read_at
    from people, unnest(${ids}::text[]) with ordinality as hired (id, place) where slack_id = ${model}`;
  await sql`
    insert into members (workspace_id, team_id, slack_id, role, source)
    select workspace_id, id, unnest(${ids}::text[]), ${role}, 'picked' from teams where name = 'Northwind Care'`;
  return ids;
}
