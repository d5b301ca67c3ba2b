import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { ManifestFile } from './manifest-file.ts';

/** What the app asked for: the workspace grants this and no more. */
export interface Manifest {
  readonly appName: string;
  readonly commands: readonly { command: string; description: string; usageHint: string }[];
  readonly shortcuts: readonly { name: string; callbackId: string; type: 'global' | 'message'; description: string }[];
  readonly scopes: ReadonlySet<string>;
  readonly events: ReadonlySet<string>;
  readonly hasHomeTab: boolean;
  /** Domains whose links the app may show something for. */
  readonly unfurlDomains: readonly string[];
}

/** A manifest that Slack would not take; the message has a line for each reason. */
export class ManifestProblem extends Error {}

/**
 * Reads an app manifest from YAML (or JSON, which is YAML).
 * @throws ManifestProblem where Slack would refuse it
 */
export function readManifest(path: string): Manifest {
  return parseManifest(readFileSync(path, 'utf8'), basename(path));
}

/** The same from its text; `name` says whose fault it is. */
export function parseManifest(text: string, name: string): Manifest {
  const parsed = ManifestFile.safeParse(parse(text));
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => `${name}: ${dotted(path)}: ${message}`);
    throw new ManifestProblem(lines.join('\n'));
  }
  const file = parsed.data;
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
    unfurlDomains: file.features.unfurl_domains ?? [],
  };
}

/** features.shortcuts[2].name */
function dotted(path: readonly PropertyKey[]): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`));
  return steps.join('').replace(/^\./, '') || 'the whole file';
}
