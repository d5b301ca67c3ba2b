import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = process.env['FLOORWALKER_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));

/**
 * Path of a file of real-world data (complaints, awkward input) that does not ship with the code, or undefined where it
 * is not present. Use: `test.skipIf(!path)('…')`; the skip is counted in the last line of the run.
 */
export function sharedData(name: string): string | undefined {
  const path = join(FOLDER, name);
  return existsSync(path) ? path : undefined;
}

/** The same for what was read about Slack and the trade: notes beside the data. */
export function sharedNotes(name: string): string | undefined {
  const path = join(FOLDER, '..', 'field', name);
  return existsSync(path) ? path : undefined;
}
