import { shiftedClock, type Clock } from '../core/clock.ts';
import type { Database } from './client.ts';

export interface BusinessClock extends Clock {
  stop(): Promise<void>;
}

/**
 * Business time as the database tells it: real time, plus the offset that the sandbox may have set. Node's clock and the
 * database's agree to within a second or the machine is ill; what is due is decided by the database alone.
 */
export async function startBusinessClock(db: Database): Promise<BusinessClock> {
  let offsetMs = 0;
  let told = 0;
  const read = async () => {
    const toldBefore = told;
    const [row] = await db.system<{ offsetMs: string }[]>`select offset_ms as "offsetMs" from business_clock`;
    if (told === toldBefore) offsetMs = Number(row?.offsetMs ?? 0);
  };
  // A read that fails has lost its connection; the listener calls again after that.
  const reread = () => void read().catch(() => undefined);
  /** The notice carries the offset, so that work which the same notice wakes up finds the clock moved. */
  const hear = (payload: string) => {
    if (!/^-?\d+$/.test(payload)) {
      reread();
      return;
    }
    told += 1;
    offsetMs = Number(payload);
  };
  const listener = await db.system.listen('business_clock', hear, reread);
  await read();
  return { ...shiftedClock(() => offsetMs), stop: () => listener.unlisten() };
}
