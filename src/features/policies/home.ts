import type { KnownBlock } from '@slack/types';
import { header } from '../../slack/blocks.ts';
import type { HomeSection } from '../../slack/home.ts';
import { lookUpHomeBlocks } from './look-up/home-blocks.ts';
import type { PolicyPart } from './part.ts';

/** The field that finds a policy, above all that grows: somebody has a customer waiting. */
export const searchOnHome: HomeSection = { order: 5, blocks: lookUpHomeBlocks };

/** *Policies* on App Home: what each part has for this person. */
export function policiesHome(parts: readonly PolicyPart[]): HomeSection {
  return {
    order: 30,
    blocks: async (ctx) => {
      const blocks: KnownBlock[] = [];
      for (const { homeBlocks } of parts) if (homeBlocks) blocks.push(...(await homeBlocks(ctx)));
      return blocks.length > 0 ? [header('Policies'), ...blocks] : [];
    },
  };
}
