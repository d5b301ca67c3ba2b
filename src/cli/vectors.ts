/**
 * Checks arithmetic against known cases: `npm run vectors -- FILE`, in the form of sla-cases.json (business time) or of
 * shift-rules.json (trades of shifts).
 */
import { readFileSync } from 'node:fs';
import { checkVectors, VectorsError } from './check-vectors.ts';

const [path, ...rest] = process.argv.slice(2);

try {
  if (path === undefined || rest.length > 0) throw new VectorsError('Use: npm run vectors -- FILE');
  const { passed, failures } = checkVectors(readText(path));
  for (const line of failures) console.log(line);
  console.log(`${passed} passed, ${failures.length} failed`);
  if (failures.length > 0) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof VectorsError)) throw error;
  console.error(path === undefined || rest.length > 0 ? error.message : `${path} ${error.message}`);
  process.exitCode = 1;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new VectorsError(`cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
