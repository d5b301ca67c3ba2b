import { createHash } from 'node:crypto';
import type { Existing } from '../importing/existing.ts';

/** Tells apart how the settings of a policy, and the questions that editors wrote, stand: an export writes it into the file. */
export function settingsMark({ policy, written }: Pick<Existing, 'policy' | 'written'>): string {
  const { owner, language, reviewDays, section, otherFrontMatter, products, channels, regions, keywords } = policy;
  const one = [owner, language, reviewDays, section, otherFrontMatter];
  const several = [policy.audience.toSorted(), products, channels, regions, keywords, written.toSorted()];
  return createHash('sha256')
    .update(JSON.stringify([...one, ...several]))
    .digest('hex')
    .slice(0, 12);
}
