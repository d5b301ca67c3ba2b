import type { AppRequest } from '../../../src/sandbox/delivery/app-link.ts';
import type { Dice } from './dice.ts';
import { type Forged, forgery } from './forgery.ts';
import { type Office, restarted, workedOff } from './office.ts';
import { until } from './until.ts';

/** As Slack does it: the event, then the same again at once, after a minute and after five. */
const DELIVERIES = 4;
/** Of these Slack's first delivery never arrives: a repeat is the only one. */
const ONLY_REPEATED = 0.1;
const AT_ONCE = 12;

export interface Repeats {
  readonly deliveries: number;
  /** Events by how often they had their effect; all of them belong under 1. */
  readonly effects: ReadonlyMap<number, number>;
}

/**
 * Delivers so many replies four times each, in any order, to two processes, of which one is killed and comes back in
 * between. Resolves to how often each had its effect.
 */
export async function repeatEvents(office: Office, count: number, dice: Dice): Promise<Repeats> {
  const forge = await forgery(office);
  const people = office.leads.map(({ id }) => id);
  const events = Array.from({ length: count }, () => forge('event', dice.pick(people)));
  const deliveries = dice.shuffled(events.flatMap((event) => copies(event, dice)));
  const [victim] = office.apps;
  const killAt = Math.floor(deliveries.length * dice.between(0.2, 0.5));
  const backAt = Math.floor(deliveries.length * dice.between(0.55, 0.8));
  for (let at = 0; at < deliveries.length; at += AT_ONCE) {
    if (at <= killAt && killAt < at + AT_ONCE) await victim?.kill();
    if (at <= backAt && backAt < at + AT_ONCE && victim) await restarted(victim);
    await Promise.all(deliveries.slice(at, at + AT_ONCE).map((request) => untilTaken(office, request)));
  }
  await workedOff(office, 300_000);
  return { deliveries: deliveries.length, effects: await effectsOf(office, events) };
}

function copies({ request }: Forged, dice: Dice): AppRequest[] {
  const first = dice.roll() < ONLY_REPEATED ? 1 : 0;
  return Array.from({ length: DELIVERIES - first }, (_, index) => {
    const num = index + first;
    return num === 0 ? request : { ...request, retry: { num, reason: 'http_timeout' } };
  });
}

/** While a process is down, Slack reaches the other one at the latest with its next try. */
async function untilTaken(office: Office, request: AppRequest): Promise<void> {
  await until('the event is taken', async () => (await office.workspace.deliver(request)).ok, 60_000);
}

async function effectsOf({ database }: Office, events: readonly Forged[]): Promise<Map<number, number>> {
  const rows = await database.sql<{ text: string; times: number }[]>`
    select text, count(*)::int as times from case_entries where text like 'event %' group by text`;
  const times = new Map(rows.map((row) => [row.text, row.times]));
  const counted = new Map<number, number>();
  for (const { mark } of events) {
    const seen = times.get(mark) ?? 0;
    counted.set(seen, (counted.get(seen) ?? 0) + 1);
  }
  return counted;
}
