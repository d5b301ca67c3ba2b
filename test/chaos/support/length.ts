/** How far the long forms go, scaled by one number: `npm run test:chaos` goes all the way, .ci/run a part of it. */
const FULL_ROUNDS = 100;

/** Kills, in the long form; FLOORWALKER_CHAOS_ROUNDS says otherwise. */
export const ROUNDS = Math.max(2, Number(process.env['FLOORWALKER_CHAOS_ROUNDS'] ?? FULL_ROUNDS));

const share = Math.min(1, ROUNDS / FULL_ROUNDS);

/** Whether times are measured against the promises: only where nothing else runs on the machine. */
export const isFull = share === 1;

/** How long an outage lasts in the long form. */
export const OUTAGE_MS = Math.max(8_000, 60_000 * share);

/** Events that are delivered again and again in the long form. */
export const EVENTS = Math.max(100, Math.round(1_000 * share));
