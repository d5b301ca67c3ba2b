import { setTimeout as pause } from 'node:timers/promises';
import { isLongForm } from '../../support/long-form.ts';
import { type Forge, REQUEST_KINDS } from './forgery.ts';
import { type Office, workedOff } from './office.ts';
import { watchReadiness } from './ready-watch.ts';
import { auditRush, figures, NORMAL_WITHIN_MS, type RushAudit } from './rush-audit.ts';
import { afterwards, rush, send } from './rush.ts';
import { until } from './until.ts';

const PER_SECOND = 20;
const BEFORE_MS = 1_000;
/** Where times are measured, longer than the 5 s within which all must be as before. */
const AFTER_MS = isLongForm ? NORMAL_WITHIN_MS + 1_500 : 2_500;

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
  // Where it never is, the figure says so.
  await until('it is ready', () => readiness.isReadySince(to), NORMAL_WITHIN_MS).catch(() => undefined);
  const ready = readiness.end({ from, to });
  console.log(
    `${name}: ${figures(answers)}; not ready after ${ready.unreadyAfterS.toFixed(1)} s, ready again ${ready.readyAfterS.toFixed(1)} s after the end`,
  );
  const audit = await auditRush(office, answers, { from, to });
  return { ...audit, late: [...audit.late, ...(await stillInVain(office, forge))], ...ready };
}

/** Kinds of requests that are not taken any more, though nothing else is asked of the app. */
async function stillInVain(office: Office, forge: Forge): Promise<string[]> {
  const inVain: string[] = [];
  for (const kind of REQUEST_KINDS) {
    const isTaken = async () => {
      const [answer] = afterwards(office, [await send(office, forge(kind, office.leads[0]!.id))]);
      return answer?.end === 'taken';
    };
    await until(`a ${kind} is taken`, isTaken, NORMAL_WITHIN_MS).catch(() => inVain.push(kind));
  }
  return inVain;
}
