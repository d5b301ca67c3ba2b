import type { ActResult } from '../protocol.ts';

/** Thrown by an act that nobody could do on a real screen: no such channel, no such button. */
export class ActProblem extends Error {}

export const done: ActResult = { ok: true };
