import { fingersOn } from './fingers.ts';
import type { CastName } from './northwind.ts';
import { openForm } from './open-form.ts';
import { draftedPolicy, publishedPolicy } from './policies.ts';
import type { PolicyWorld } from './use-policy-world.ts';
import { historyPart } from '../../src/features/policies/history/part.ts';

export const FIRST = 'Up to 30 days we give money back.';
export const SECOND = 'Up to 45 days we give money back.';
const LIVED_UNTIL = '2026-05-20T12:00:00Z';

/** A policy with a past, and people who look at it on 20 May. */
export function useHistory(world: PolicyWorld) {
  return {
    /** Revision 1 on 10 March, revision 2 on 4 May, a draft of the next. */
    lived: async () => {
      const { policy, revision: first } = await publishedPolicy(world.maya, { markdown: FIRST });
      world.maya.clock.set(new Date('2026-05-04T12:00:00Z'));
      const text = { policyId: policy.id, markdown: SECOND, changeNote: '45 days' };
      const { revision: second } = await publishedPolicy(world.maya, text);
      world.maya.clock.set(new Date(LIVED_UNTIL));
      const { revision: draft } = await draftedPolicy(world.maya, { policyId: policy.id, markdown: 'SECRET PLAN' });
      return { policy, first, second, draft };
    },
    /** The windows of one person. */
    handsOf: (name: CastName) => {
      const ctx = world.as(name);
      ctx.clock.set(new Date(LIVED_UNTIL));
      const fingers = fingersOn(historyPart.listeners ?? []);
      return {
        ctx,
        press: async (key: string, value: string) => {
          await fingers.press(ctx, key, value, fingers.shown.length > 0 ? { view: openForm(fingers.last(), {}) } : {});
          return JSON.stringify(fingers.last());
        },
      };
    },
  };
}
