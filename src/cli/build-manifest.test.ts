import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buildManifest, ManifestError } from './build-manifest.ts';

const SOURCE = readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8');

describe('buildManifest', () => {
  test('Socket Mode has no URLs', () => {
    const manifest = buildManifest(SOURCE, { socket: true });

    expect(JSON.stringify(manifest)).not.toContain('https://');
    expect(manifest.settings).toMatchObject({ socket_mode_enabled: true });
  });

  test('HTTP puts the address on every command, event and menu', () => {
    const manifest = buildManifest(SOURCE, { url: 'https://desk.example.com' });

    const requests = 'https://desk.example.com/slack/events';
    expect(manifest.features.slash_commands.map((command) => command['url'])).toEqual(Array(8).fill(requests));
    expect(manifest.settings).toMatchObject({
      socket_mode_enabled: false,
      event_subscriptions: { request_url: requests },
      interactivity: { request_url: requests, message_menu_options_url: requests },
    });
    expect(manifest.oauth_config['redirect_urls']).toEqual(['https://desk.example.com/slack/oauth_redirect']);
  });

  test('a prefix goes before every command, a name replaces both names', () => {
    const manifest = buildManifest(SOURCE, { socket: true, prefix: 'care-', name: 'Care desk' });

    expect(manifest.features.slash_commands.map((command) => command.command)).toEqual([
      '/care-floorwalker',
      '/care-fw',
      '/care-escalate',
      '/care-case',
      '/care-handover',
      '/care-shift',
      '/care-swap',
      '/care-policy',
    ]);
    expect(manifest.display_information.name).toBe('Care desk');
    expect(manifest.features.bot_user.display_name).toBe('Care desk');
  });

  test.each([
    ['neither way', {}],
    ['both ways', { socket: true, url: 'https://desk.example.com' }],
    ['plain http', { url: 'http://desk.example.com' }],
    ['an address with a path', { url: 'https://desk.example.com/slack' }],
    ['no address', { url: 'desk' }],
    ['a prefix that no command may have', { socket: true, prefix: 'FW ' }],
    ['an endless name', { socket: true, name: 'x'.repeat(36) }],
  ])('%s is refused with what to type instead', (_name, options) => {
    expect(() => buildManifest(SOURCE, options)).toThrow(ManifestError);
  });
});
