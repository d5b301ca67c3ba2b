import { many } from './pieces.ts';

/** One limit of an app manifest: what to put where, fine and not, and what the stand-in says of the latter. */
export interface ManifestRow {
  readonly entry: string;
  readonly path: readonly (string | number)[];
  readonly fine: unknown;
  readonly wrong: unknown;
  readonly says: string;
}

type Path = ManifestRow['path'];
const words = (length: number, start = '') => start + 'x'.repeat(length - start.length);

/** A text of at most so many characters (and at least so many), emoji counting as one. */
function text(entry: string, path: Path, max: number, { min = 1, start = '' } = {}): ManifestRow[] {
  const row = (length: number): ManifestRow => ({
    entry,
    path,
    fine: `${words(max - 1, start)}${start === '' ? '😀' : 'x'}`,
    wrong: length < start.length ? start.slice(0, length) : words(length, start),
    says: `takes ${min} to ${max} characters, has ${length}`,
  });
  return [row(max + 1), row(min - 1)];
}

function list(entry: string, path: Path, max: number, item: (index: number) => unknown, min = 0): ManifestRow[] {
  const row = (length: number): ManifestRow => ({
    entry,
    path,
    fine: many(max, item),
    wrong: many(length, item),
    says: `takes ${min} to ${max} entries, has ${length}`,
  });
  return min > 0 ? [row(max + 1), row(min - 1)] : [row(max + 1)];
}

const COMMANDS = ['features', 'slash_commands'] as const;
const SHORTCUTS = ['features', 'shortcuts'] as const;
const EVENTS = ['settings', 'event_subscriptions'] as const;
const INTERACTIVITY = ['settings', 'interactivity'] as const;
const command = (index: number) => ({ command: `/c${index}`, description: 'Does it' });
const shortcut = (index: number) => ({ name: 'S', type: 'global', callback_id: `s${index}`, description: 'Does it' });
const WEB = { start: 'https://' };

export const MANIFESTS: readonly ManifestRow[] = [
  ...text('display_information.name', ['display_information', 'name'], 35),
  ...text('display_information.description', ['display_information', 'description'], 140),
  ...text('display_information.long_description', ['display_information', 'long_description'], 4000, { min: 175 }),
  ...text('features.bot_user.display_name', ['features', 'bot_user', 'display_name'], 80),
  ...list('features.slash_commands.max_items', COMMANDS, 50, command),
  ...text('features.slash_commands.command', [...COMMANDS, 0, 'command'], 32, { min: 2, start: '/' }),
  {
    entry: 'features.slash_commands.command_pattern',
    path: [...COMMANDS, 0, 'command'],
    fine: '/help',
    wrong: 'help',
    says: 'must begin with /',
  },
  ...text('features.slash_commands.url', [...COMMANDS, 0, 'url'], 3000, WEB),
  ...text('features.slash_commands.description', [...COMMANDS, 0, 'description'], 2000),
  ...text('features.slash_commands.usage_hint', [...COMMANDS, 0, 'usage_hint'], 1000),
  ...list('features.shortcuts.max_items', SHORTCUTS, 10, shortcut),
  ...text('features.shortcuts.name', [...SHORTCUTS, 0, 'name'], 24),
  ...text('features.shortcuts.callback_id', [...SHORTCUTS, 0, 'callback_id'], 255),
  ...text('features.shortcuts.description', [...SHORTCUTS, 0, 'description'], 150),
  {
    entry: 'features.shortcuts.type',
    path: [...SHORTCUTS, 0, 'type'],
    fine: 'message',
    wrong: 'channel',
    says: 'Invalid option',
  },
  ...list('features.unfurl_domains.max_items', ['features', 'unfurl_domains'], 5, (index) => `a${index}.example`),
  ...text('features.unfurl_domains.each', ['features', 'unfurl_domains', 0], 255),
  ...list(
    'oauth_config.redirect_urls',
    ['oauth_config', 'redirect_urls'],
    1000,
    (index) => `https://a.example/${index}`,
  ),
  ...['bot', 'user', 'bot_optional', 'user_optional'].flatMap((kind) =>
    list('oauth_config.scopes.each_list', ['oauth_config', 'scopes', kind], 255, (index) => `scope:${index}`),
  ),
  ...list('settings.event_subscriptions.bot_events', [...EVENTS, 'bot_events'], 100, (index) => `event_${index}`),
  ...list('settings.event_subscriptions.user_events', [...EVENTS, 'user_events'], 100, (index) => `event_${index}`),
  ...text('settings.event_subscriptions.request_url', [...EVENTS, 'request_url'], 3500, WEB),
  ...list(
    'settings.event_subscriptions.metadata_subscriptions',
    [...EVENTS, 'metadata_subscriptions'],
    20,
    (index) => ({ app_id: 'A0', event_type: `event_${index}` }),
    1,
  ),
  {
    entry: 'settings.interactivity.required',
    path: [...INTERACTIVITY, 'is_enabled'],
    fine: true,
    wrong: undefined,
    says: 'Invalid input: expected boolean',
  },
  ...text('settings.interactivity.request_url', [...INTERACTIVITY, 'request_url'], 3500, WEB),
  ...text('settings.interactivity.message_menu_options_url', [...INTERACTIVITY, 'message_menu_options_url'], 3500, WEB),
  ...['org_deploy_enabled', 'socket_mode_enabled', 'token_rotation_enabled'].map((flag) => ({
    entry: 'settings.flags',
    path: ['settings', flag],
    fine: true,
    wrong: 'yes',
    says: 'Invalid input: expected boolean',
  })),
];
