import { TIER_PER_MINUTE, TIME, type Tier } from '../limits.ts';

/** How fast the app may call; real time, in memory. Each answer is undefined or the seconds to wait (Retry-After). */
export interface Pacing {
  /** One message a second and channel. A refused call does not count. */
  post(channel: string): number | undefined;
  /** Calls of one method within a minute, by its tier. */
  call(method: string, tier: Tier): number | undefined;
}

export function createPacing(enforceTiers: boolean, realNow: () => number = Date.now): Pacing {
  const lastPost = new Map<string, number>();
  const calls = new Map<string, number[]>();
  return {
    post(channel) {
      const now = realNow();
      const free = (lastPost.get(channel) ?? -Infinity) + TIME.postGapMs;
      if (now < free) return Math.ceil((free - now) / 1000);
      lastPost.set(channel, now);
      return undefined;
    },
    call(method, tier) {
      if (!enforceTiers) return undefined;
      const now = realNow();
      const recent = (calls.get(method) ?? []).filter((at) => at > now - 60_000);
      calls.set(method, recent);
      const [oldest] = recent;
      if (oldest !== undefined && recent.length >= TIER_PER_MINUTE[tier])
        return Math.ceil((oldest + 60_000 - now) / 1000);
      recent.push(now);
      return undefined;
    },
  };
}
