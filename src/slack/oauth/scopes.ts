import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const Manifest = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()).min(1) }) }) });

/** The scopes a workspace is asked for: those of manifest.yml. */
export function scopesToAskFor(): readonly string[] {
  const source = readFileSync(new URL('../../../manifest.yml', import.meta.url), 'utf8');
  return Manifest.parse(parse(source)).oauth_config.scopes.bot;
}
