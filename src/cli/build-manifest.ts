import { parse } from 'yaml';
import { z } from 'zod';

/** A request that cannot be met; the message says what to type instead. */
export class ManifestError extends Error {}

export interface ManifestOptions {
  /** Socket Mode: no URLs. */
  readonly socket?: boolean;
  /** Where Slack reaches the app: https, no path. */
  readonly url?: string | undefined;
  /** Put before every command name: `fw-` makes /fw-escalate. */
  readonly prefix?: string;
  /** The app's name in Slack, at most 35 characters. */
  readonly name?: string | undefined;
}

/** The parts of manifest.yml that depend on how the app is run; everything else passes through as it is. */
const Source = z.looseObject({
  display_information: z.looseObject({ name: z.string() }),
  features: z.looseObject({
    bot_user: z.looseObject({ display_name: z.string() }),
    slash_commands: z.array(z.looseObject({ command: z.string() })),
  }),
  oauth_config: z.looseObject({}),
  settings: z.looseObject({
    event_subscriptions: z.looseObject({}),
    interactivity: z.looseObject({}),
  }),
});
type Source = z.infer<typeof Source>;

/**
 * Makes a ready manifest from the text of manifest.yml.
 * @throws ManifestError when the options do not say how Slack reaches the app, or a name does not fit
 */
export function buildManifest(source: string, options: ManifestOptions): Source {
  const manifest = Source.parse(parse(source));
  if (options.name !== undefined) rename(manifest, options.name);
  addPrefix(manifest, options.prefix ?? '');
  if (Boolean(options.socket) === Boolean(options.url)) {
    throw new ManifestError('Say how Slack reaches the app: --socket, or --url https://your.host');
  }
  if (options.url) addUrls(manifest, options.url);
  else manifest.settings['socket_mode_enabled'] = true;
  return manifest;
}

function rename(manifest: Source, name: string): void {
  if (name.length === 0 || name.length > 35) throw new ManifestError('--name takes 1 to 35 characters.');
  manifest.display_information.name = name;
  manifest.features.bot_user.display_name = name;
}

function addPrefix(manifest: Source, prefix: string): void {
  if (!/^[a-z0-9_-]{0,16}$/.test(prefix)) {
    throw new ManifestError('--prefix takes up to 16 small letters, digits, - and _.');
  }
  for (const command of manifest.features.slash_commands) {
    command.command = `/${prefix}${command.command.slice(1)}`;
  }
}

function addUrls(manifest: Source, url: string): void {
  const base = URL.canParse(url) ? new URL(url) : undefined;
  if (base?.protocol !== 'https:' || base.pathname !== '/' || base.search !== '') {
    throw new ManifestError('--url takes an https address without a path, such as https://floorwalker.example.com');
  }
  const requests = `${base.origin}/slack/events`;
  for (const command of manifest.features.slash_commands) command['url'] = requests;
  manifest.settings.event_subscriptions['request_url'] = requests;
  manifest.settings.interactivity['request_url'] = requests;
  manifest.settings.interactivity['message_menu_options_url'] = requests;
  manifest.oauth_config['redirect_urls'] = [`${base.origin}/slack/oauth_redirect`];
}
