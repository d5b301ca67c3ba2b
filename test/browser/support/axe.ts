/** What axe finds wrong on the screen. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { PersonWindow } from './person-window.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What fades in is pale for a moment; what turns for ever is not waited for. */
const WHEN_STILL = `Promise.allSettled(
  document.getAnimations()
    .filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime))
    .map((animation) => animation.finished),
).then(() => undefined)`;

/** A line for each thing that somebody could not read or work; empty when all is well. */
export async function wrongIn({ page }: PersonWindow): Promise<string[]> {
  await page.evaluate(WHEN_STILL);
  await page.evaluate(AXE);
  const results = await page.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  return results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`,
  );
}
