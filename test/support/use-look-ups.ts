import { beforeEach } from 'vitest';
import { lookUp, type LookUp } from '../../src/features/policies/look-up/finding/look-up.ts';
import type { CastName } from './northwind.ts';
import { fillShelf } from './policy-shelf.ts';
import { clearOutbox } from './queued-messages.ts';
import type { PolicyWorld } from './use-policy-world.ts';

/** What `firstHit` asks where it is given nothing; the policy of late returns answers it. */
export const OPENED = 'she wants to return opened headphones';

/** Looking up among other policies, with no message queued before. */
export function useLookUps(world: PolicyWorld) {
  beforeEach(async () => {
    await fillShelf(world.as('maya'));
    await clearOutbox(world.database.sql);
  });
  const asks = (who: CastName, query: string): Promise<LookUp> => lookUp(world.as(who), { query, place: 'command' });
  return {
    asks,
    /** What Ana finds first. */
    firstHit: async (query = OPENED) => {
      const found = await asks('ana', query);
      const [first] = found.passages;
      if (!first) throw new Error('nothing was found');
      return { lookUpId: found.lookUpId, passageId: first.view.passage.id, first };
    },
  };
}
