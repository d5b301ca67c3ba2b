import { expect, it } from 'vitest';
import { meanwhile } from '../../../../test/support/between-statements.ts';
import { useSwapWorld } from '../../../../test/support/use-swap-world.ts';
import { saveSkills, skillsOf } from './skills.ts';

const world = useSwapWorld();

const skills = (...names: string[]) => ({
  slackId: 'U0ANA',
  skills: names.map((name) => ({ name, validUntil: null })),
});

it.each([1, 2, 3, 4])('somebody holds what one of two who save at once wrote, after %i statements', async (moment) => {
  await saveSkills(world.as('leo'), skills('old'));

  await meanwhile(world.database, {
    work: (db) => saveSkills({ ...world.as('leo'), db }, skills('chat')),
    other: () => saveSkills(world.as('maya'), skills('phone')),
    moment,
  });

  const held = await skillsOf(world.as('leo'), 'U0ANA');
  expect(held.skills).toHaveLength(1);
  expect(['chat', 'phone']).toContain(held.skills[0]?.name);
});
