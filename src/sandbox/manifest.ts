import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

/** What the app asked for: the workspace grants this and no more. */
export interface Manifest {
  readonly appName: string;
  readonly commands: readonly { command: string; description: string; usageHint: string }[];
  readonly shortcuts: readonly { name: string; callbackId: string; type: 'global' | 'message'; description: string }[];
  readonly scopes: ReadonlySet<string>;
  readonly events: ReadonlySet<string>;
  readonly hasHomeTab: boolean;
}

const ManifestFile = z.object({
  display_information: z.object({ name: z.string() }),
  features: z.object({
    app_home: z.object({ home_tab_enabled: z.boolean().default(false) }).optional(),
    slash_commands: z
      .array(z.object({ command: z.string(), description: z.string(), usage_hint: z.string().default('') }))
      .default([]),
    shortcuts: z
      .array(
        z.object({
          name: z.string(),
          callback_id: z.string(),
          type: z.enum(['global', 'message']),
          description: z.string(),
        }),
      )
      .default([]),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({
    event_subscriptions: z.object({ bot_events: z.array(z.string()).default([]) }).optional(),
  }),
});

/** Reads an app manifest from YAML (or JSON, which is YAML). */
export function readManifest(path: string): Manifest {
  const file = ManifestFile.parse(parse(readFileSync(path, 'utf8')));
  return {
    appName: file.display_information.name,
    commands: file.features.slash_commands.map((entry) => ({
      command: entry.command,
      description: entry.description,
      usageHint: entry.usage_hint,
    })),
    shortcuts: file.features.shortcuts.map(({ callback_id: callbackId, ...rest }) => ({ ...rest, callbackId })),
    scopes: new Set(file.oauth_config.scopes.bot),
    events: new Set(file.settings.event_subscriptions?.bot_events),
    hasHomeTab: file.features.app_home?.home_tab_enabled ?? false,
  };
}
