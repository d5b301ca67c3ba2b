/**
 * Whether this is the long form of a test that also has a bounded one: `npm run test:chaos` at full length, where nothing
 * else runs beside it. Only there times are measured against the promises, and hundreds of cases lived through.
 */
export const isLongForm = process.env['FLOORWALKER_LONG_FORM'] !== undefined;
