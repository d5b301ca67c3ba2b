import { setTimeout as pause } from 'node:timers/promises';
import type { Forge } from './forgery.ts';
import { type Office, workedOff } from './office.ts';
import { watchReadiness } from './ready-watch.ts';
import { auditRush, figures, type RushAudit } from './rush-audit.ts';
import { afterwards, rush } from './rush.ts';

const PER_SECOND = 20;
const BEFORE_MS = 1_000;
/** Longer than the 5 s within which all must be as before. */
const AFTER_MS = 6_500;

export interface OutageReport extends RushAudit {
  readonly unreadyAfterS: number;
  readonly readyAfterS: number;
}

/** What goes wrong with the database, and how that ends. */
export interface Trouble {
  readonly breakIt: () => Promise<void>;
  readonly mendIt: () => Promise<void>;
  readonly lastsMs: number;
}

/** Breaks something in the middle of 20 requests a second, mends it, and judges what became of each request. */
export async function throughOutage(
  name: string,
  office: Office,
  forge: Forge,
  { breakIt, mendIt, lastsMs }: Trouble,
): Promise<OutageReport> {
  const readiness = watchReadiness(office.apps[0]!);
  const running = rush(office, forge, PER_SECOND);
  await pause(BEFORE_MS);
  const from = Date.now();
  await breakIt();
  await pause(lastsMs);
  await mendIt();
  const to = Date.now();
  await pause(AFTER_MS);
  const answers = afterwards(office, await running.end());
  await workedOff(office, 60_000);
  const ready = readiness.end({ from, to });
  console.log(
    `${name}: ${figures(answers)}; not ready after ${ready.unreadyAfterS.toFixed(1)} s, ready again ${ready.readyAfterS.toFixed(1)} s after the end`,
  );
  return { ...(await auditRush(office, answers, { from, to })), ...ready };
}
