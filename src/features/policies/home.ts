import type { KnownBlock } from '@slack/types';
import type { HomeSection } from '../../slack/home.ts';
import type { PolicyPart } from './part.ts';

/** *Policies* on App Home: what each part has for this person. */
export function policiesHome(parts: readonly PolicyPart[]): HomeSection {
  return {
    order: 30,
    blocks: async (ctx) => {
      const blocks: KnownBlock[] = [];
      for (const { homeBlocks } of parts) if (homeBlocks) blocks.push(...(await homeBlocks(ctx)));
      return blocks;
    },
  };
}
