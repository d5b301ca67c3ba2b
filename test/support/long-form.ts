/**
 * Whether this is the long form of a test that also has a bounded one: `npm run test:chaos` at full length, where nothing
 * else runs beside it. Only there times are measured against the promises, and hundreds of cases lived through.
 */
export const isLongForm = process.env['FLOORWALKER_LONG_FORM'] !== undefined;

/** A promised time as the bound of a test, in its own unit: beside other tests only what hangs, or waits for something else, is late. */
export function withinPromised(time: number): number {
  return isLongForm ? time : 6 * time;
}
