import { expect, it } from 'vitest';
import { meanwhile } from '../../../../../test/support/between-statements.ts';
import { outcomeOf } from '../../../../../test/support/cases.ts';
import { CARE, CARE_US } from '../../../../../test/support/northwind.ts';
import { testSlack } from '../../../../../test/support/slack-reads.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { chooseTeam } from './decide-import.ts';
import { takeFiles, uuidOf } from './give-files.ts';
import { readGivenFiles } from './look-at-files.ts';

const world = usePolicyWorld();

it.each([1, 3, 5])(
  'of two teams that are chosen for the same files one is, and the other choice is refused in words, after %i statements',
  async (moment) => {
    await world.database.sql`
    insert into members (workspace_id, team_id, slack_id, role, source)
    values ('T0NORTHWIND', ${CARE_US}, 'U0MAYA', 'manager', 'picked') on conflict do nothing`;
    await world.database.sql`truncate policy_imports`;
    const memberships = [CARE, CARE_US].map((teamId) => ({ teamId, role: 'manager' as const }));
    const maya = { ...world.maya, actor: { ...world.maya.actor, memberships } };
    const slack = testSlack({}, {});
    slack.files.set('F1', '# Refunds\n\nRefunds take 10 days.\n');
    await takeFiles(maya, { channel: 'D0MAYA', ts: '1700.1', files: [{ id: 'F1', name: 'refunds.md' }] });
    const [job] = await world.database.sql<{ payload: never }[]>`
    select payload from jobs where kind = 'policies.read-files'`;
    await readGivenFiles(maya, slack, job!.payload);
    const importId = uuidOf(['D0MAYA', '1700.1']);

    let said: unknown;
    await meanwhile(world.database, {
      work: async (db) => {
        said = await outcomeOf((ctx) => chooseTeam(ctx, importId, CARE), { ...maya, db });
      },
      other: () => chooseTeam(maya, importId, CARE_US),
      moment,
    });

    const [row] = await world.database.sql`select team_id from policy_imports`;
    expect(row?.['team_id']).toBe(CARE_US);
    expect(said).toBe('The team is chosen already.');
  },
);
