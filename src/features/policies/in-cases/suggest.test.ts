import { beforeEach, describe, expect, test } from 'vitest';
import type { CastName } from '../../../../test/support/northwind.ts';
import { withinPromised } from '../../../../test/support/long-form.ts';
import { publishedPolicy } from '../../../../test/support/policies.ts';
import { fillShelf } from '../../../../test/support/policy-shelf.ts';
import { usePolicyWorld } from '../../../../test/support/use-policy-world.ts';
import { transaction } from '../../../core/context.ts';
import type { Database } from '../../../db/client.ts';
import { findPassages } from '../look-up/finding/find-passages.ts';
import { suggest, suggestions } from './suggest.ts';

const ASKED = 'she wants to return opened headphones';
const WANTED = { limit: 2, title: 'This may answer it' };
const world = usePolicyWorld();

beforeEach(() => fillShelf(world.as('maya')));

async function suggestedTo(name: CastName, words = ASKED, limit = 2): Promise<string> {
  return JSON.stringify(await suggestions(world.as(name), words, { ...WANTED, limit }));
}

describe('suggestions in a form', () => {
  test('name title and section, two lines of what it says, and where to read it', async () => {
    await publishedPolicy(world.as('maya'));

    const blocks = await suggestions(world.as('ana'), ASKED, WANTED);

    expect(JSON.stringify(blocks[0])).toContain('This may answer it');
    expect(blocks[1]).toMatchObject({
      text: { text: expect.stringMatching(/^\*Late returns › Opened items\*\nOpened headphones and ear tips are not/) },
      accessory: { value: expect.stringMatching(/^[0-9a-f-]{36}@/) },
    });
    expect(blocks.length).toBeLessThanOrEqual(3);
  });

  test('are only what is nearly as good as the best', async () => {
    const ana = world.as('ana');
    await publishedPolicy(world.as('maya'));

    const { passages } = await transaction(ana, (tx) => findPassages(tx, ana, ASKED, 3));
    const suggested = await suggest(ana, ASKED, 3);

    expect(passages).toHaveLength(3);
    expect(suggested.map(({ view }) => view.passage.heading)).toEqual(['Opened items']);
  });

  test('are none where nothing answers, and none without words', async () => {
    await publishedPolicy(world.as('maya'));

    expect(await suggestedTo('ana', 'the lift of our office is stuck again')).toBe('[]');
    expect(await suggestedTo('ana', ' ')).toBe('[]');
  });

  test('are never of a policy that is not for this person', async () => {
    await publishedPolicy(world.as('maya'), { audience: { teams: null, roles: ['lead', 'manager'] } });

    expect(await suggestedTo('leo')).toContain('Opened items');
    expect(await suggestedTo('ana')).toBe('[]');
    expect(await suggestedTo('amy')).toBe('[]');
  });

  test('leave no trace: nobody asked for them', async () => {
    await publishedPolicy(world.as('maya'));

    await suggestedTo('ana');

    expect(await world.database.sql`select 1 from policy_look_ups`).toEqual([]);
  });

  test('are left out where the search fails', async () => {
    const broken: Database = { ...world.database.db, withWorkspace: () => Promise.reject(new Error('no database')) };

    expect(await suggestions(world.as('ana', broken), ASKED, WANTED)).toEqual([]);
  });

  test('are left out where the search takes longer than half a second', async () => {
    const slow: Database = { ...world.database.db, withWorkspace: () => new Promise(() => {}) };
    const began = performance.now();

    expect(await suggestions(world.as('ana', slow), ASKED, WANTED)).toEqual([]);
    expect(performance.now() - began).toBeLessThan(withinPromised(500));
  });
});
