/** Of an iCal file, wherever it comes from. */
export const MOST_BYTES = 2 * 1024 * 1024;
