import type { HomeSection } from '../../../slack/home.ts';

/** After what somebody waits for: when do I work, and who is on now. */
export const home: HomeSection = { order: 20, blocks: async () => [] };
