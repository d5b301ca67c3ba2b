import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { type Manifest, parseManifest } from '../../../src/sandbox/manifest.ts';
import { MANIFESTS } from './manifests.ts';

/** A small manifest with something in every place. */
const whole = () => ({
  display_information: { name: 'Helper', description: 'Helps' },
  features: {
    bot_user: { display_name: 'Helper', always_online: true },
    slash_commands: [{ command: '/help', description: 'Helps' }],
    shortcuts: [{ name: 'Help', type: 'global', callback_id: 'help', description: 'Helps' }],
    unfurl_domains: ['a.example'],
  },
  oauth_config: { scopes: { bot: ['commands'] } },
  settings: { event_subscriptions: { bot_events: ['app_home_opened'] }, interactivity: { is_enabled: true } },
});

function manifestWith(path: readonly (string | number)[], value: unknown): string {
  const manifest: Record<string | number, unknown> = whole();
  const last = path.at(-1) ?? '';
  let place = manifest;
  // Safe: the paths of the table lead through this very manifest.
  for (const step of path.slice(0, -1)) place = place[step] as Record<string | number, unknown>;
  place[last] = value;
  return stringify(manifest);
}

const read = (text: string): Manifest => parseManifest(text, 'manifest.yml');

describe('a manifest keeps to its limits', () => {
  it.each(MANIFESTS.map((row, index) => [`${row.entry} (${index})`, row] as const))(
    '%s',
    (_name, { path, fine, wrong, says }) => {
      const where = path
        .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
        .join('')
        .slice(1);

      expect(() => read(manifestWith(path, fine))).not.toThrow();
      expect(() => read(manifestWith(path, wrong))).toThrow(`manifest.yml: ${where}: ${says}`);
    },
  );

  it('and has no field that Slack does not know', () => {
    const wrong = manifestWith(['features', 'slash_commands', 0, 'hint'], 'x');

    expect(() => read(wrong)).toThrow('manifest.yml: features.slash_commands[0]: Unrecognized key: "hint"');
  });

  it('and its addresses begin with http', () => {
    const wrong = manifestWith(['settings', 'interactivity', 'request_url'], 'ftp://a.example');

    expect(() => read(wrong)).toThrow('must begin with http:// or https://');
  });
});
