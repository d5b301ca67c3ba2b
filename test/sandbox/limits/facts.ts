import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Limit = z.looseObject({ min: z.number().optional(), max: z.number().optional(), src: z.string() });
const Surface = z.enum(['message', 'modal', 'home']);

const Facts = z.object({
  text: z.record(z.string(), Limit),
  counts: z.record(z.string(), Limit),
  surfaces: z.record(z.string(), z.unknown()),
  elements: z.object({
    in: z.record(z.string(), z.array(z.string())),
    surfaces: z.record(z.string(), z.array(Surface)),
  }),
  timings: z.record(z.string(), z.looseObject({ value: z.union([z.number(), z.array(z.number())]) })),
  rate_tiers_per_minute: z.record(z.string(), z.union([z.number(), z.string()])),
  rate_tier: z.record(z.string(), z.union([z.number(), z.string()])),
  manifest: z.record(z.string(), z.unknown()),
});

/** What is known of Slack's limits, each with where it was read: the measure of the stand-in's own tables. */
export const FACTS = Facts.parse(JSON.parse(readFileSync(new URL('slack-limits.json', import.meta.url), 'utf8')));

/** Block → where it may stand, without the notes among them. */
export const SURFACES_OF_BLOCKS = z
  .record(z.string(), z.array(Surface))
  .parse(Object.fromEntries(Object.entries(FACTS.surfaces).filter(([, where]) => Array.isArray(where))));
