/** Calendars come every few hours, on a few devices each. */
const MOST_AN_HOUR = 60;
/** Written at a time; Slack, which waits 3 s for its answers, comes first. */
const MOST_AT_ONCE = 4;
const HOUR_MS = 3_600_000;
/** Addresses remembered at a time; trying more of them only begins the hour anew. */
const MOST_ADDRESSES = 10_000;

export interface Wait {
  readonly status: 429 | 503;
  readonly seconds: number;
}

/** Keeps one address from being read all the time, and all of them from taking the whole process. Each process counts its own. */
export interface Reads {
  /** Undefined: go on, and say when it is over. */
  begin(address: string): Wait | undefined;
  end(): void;
}

export function createReads(now: () => number = () => performance.now()): Reads {
  let underWay = 0;
  let began = now();
  const counts = new Map<string, number>();
  return {
    begin(address) {
      if (now() - began >= HOUR_MS || counts.size >= MOST_ADDRESSES) {
        began = now();
        counts.clear();
      }
      const count = (counts.get(address) ?? 0) + 1;
      if (count > MOST_AN_HOUR) return { status: 429, seconds: Math.ceil((began + HOUR_MS - now()) / 1000) };
      if (underWay >= MOST_AT_ONCE) return { status: 503, seconds: 60 };
      counts.set(address, count);
      underWay += 1;
      return undefined;
    },
    end() {
      underWay -= 1;
    },
  };
}
