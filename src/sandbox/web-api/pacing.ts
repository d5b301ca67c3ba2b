import { TIER_PER_MINUTE, TIME, type Tier } from '../limits.ts';

/**
 * How fast the app may call, by the workspace's clock, in memory: where the clock is moved on, what the app does in hours
 * comes within seconds, and nobody's limits are meant for that. Each answer is undefined or the seconds to wait (Retry-After).
 */
export interface Pacing {
  /** One message a second and channel. A refused call does not count. */
  post(channel: string): number | undefined;
  /** Calls of one method within a minute, by its tier. */
  call(method: string, tier: Tier): number | undefined;
}

export function createPacing(enforceTiers: boolean, time: () => Date): Pacing {
  const lastPost = new Map<string, number>();
  const calls = new Map<string, number[]>();
  return {
    post(channel) {
      const now = time().getTime();
      const last = lastPost.get(channel) ?? -Infinity;
      const free = last + TIME.postGapMs;
      // The clock was put back to real time since.
      if (last <= now && now < free) return Math.ceil((free - now) / 1000);
      lastPost.set(channel, now);
      return undefined;
    },
    call(method, tier) {
      if (!enforceTiers) return undefined;
      const now = time().getTime();
      const recent = (calls.get(method) ?? []).filter((at) => at > now - 60_000 && at <= now);
      calls.set(method, recent);
      const [oldest] = recent;
      if (oldest !== undefined && recent.length >= TIER_PER_MINUTE[tier])
        return Math.ceil((oldest + 60_000 - now) / 1000);
      recent.push(now);
      return undefined;
    },
  };
}
