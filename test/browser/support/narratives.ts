import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { sharedData } from '../../support/shared-data.ts';

const OWN =
  'I was promised a call back on Monday & again on <Thursday>, and nobody rang. The desk has one leg too short.\n' +
  'I want my 180 € back, *today*, or I go to the ombudsman.';

/** A complaint as a consumer wrote it, of middling length; one of our own where the collection is not at hand. */
export function complaint(): string {
  const path = sharedData('complaints/cfpb_narratives.csv');
  if (!path) return OWN;
  const rows = parse<Record<string, string>>(readFileSync(path), { columns: true });
  const texts = rows.map((row) => row['Consumer complaint narrative'] ?? '');
  return texts.find((text) => text.length > 400 && text.length < 1500 && text.includes('\n')) ?? OWN;
}
