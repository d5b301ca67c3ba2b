import { approvalWays } from './ways/approval-ways.ts';
import { changeWays } from './ways/change-ways.ts';
import { feedWays } from './ways/feed-ways.ts';
import { lookWays, raiseWays } from './ways/look-ways.ts';
import { policyWays } from './ways/policy-ways.ts';
import { privateWays } from './ways/private-ways.ts';
import { rosterWays } from './ways/roster-ways.ts';
import { seeWays } from './ways/shift-ways.ts';
import { swapRulesWays } from './ways/swap-rules-ways.ts';
import { swapWays } from './ways/swap-ways.ts';
import { teamWays } from './ways/team-ways.ts';
import type { Way } from './ways/way.ts';

export type { Way } from './ways/way.ts';

/** Every way to ask for anything. */
export const ways: readonly Way[] = [
  ...approvalWays,
  ...teamWays,
  ...raiseWays,
  ...lookWays,
  ...changeWays,
  ...privateWays,
  ...seeWays,
  ...feedWays,
  ...rosterWays,
  ...swapWays,
  ...swapRulesWays,
  ...policyWays,
];
