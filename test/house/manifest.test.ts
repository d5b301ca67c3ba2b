import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { WebClient } from '@slack/web-api';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { buildManifest } from '../../src/cli/build-manifest.ts';
import { sharedData } from '../support/shared-data.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SOURCE = readFileSync(path.join(ROOT, 'manifest.yml'), 'utf8');
const Manifest = z.object({
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }) }),
});
const MANIFEST = Manifest.parse(parse(SOURCE));
const SCOPES = MANIFEST.oauth_config.scopes.bot;

/** Absent where the shared data is not there. */
const SCHEMA = sharedData('slack/manifest.schema.2.json');

/** Any one of the scopes allows the call; several lines for a method mean that it is used on several kinds of channel. */
const SCOPES_OF_METHOD: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'team.info': ['team:read'],
  'users.info': ['users:read'],
  'users.lookupByEmail': ['users:read.email'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.members': ['channels:read', 'groups:read'],
  'conversations.join': ['channels:join'],
  'conversations.open': ['im:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  'files.info': ['files:read'],
  'files.getUploadURLExternal': ['files:write'],
  'files.completeUploadExternal': ['files:write'],
  filesUploadV2: ['files:write'],
  'views.open': [],
  'views.push': [],
  'views.update': [],
  'views.publish': [],
};

const SCOPES_OF_EVENT: Readonly<Record<string, readonly string[]>> = {
  app_home_opened: [],
  app_uninstalled: [],
  tokens_revoked: [],
  channel_archive: ['channels:read'],
  channel_unarchive: ['channels:read'],
  group_unarchive: ['groups:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  team_join: ['users:read'],
  user_change: ['users:read'],
};

const CLIENT = new WebClient();

/** Whether the official client has a method of that name: `users.info` yes, `users.every` no. */
function isMethod(name: string): boolean {
  let at: unknown = CLIENT;
  for (const part of name.split('.')) at = Object(at)[part];
  return typeof at === 'function';
}

/** Web API methods that the product calls, read from its source. */
function methodsCalled(): Set<string> {
  const called = new Set<string>();
  for (const entry of readdirSync(path.join(ROOT, 'src'), { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (!entry.isFile() || !file.endsWith('.ts') || /\.test\.ts$|\/sandbox\//.test(file)) continue;
    const code = readFileSync(file, 'utf8');
    for (const [, method = ''] of code.matchAll(/\bclient\.([a-z]+(?:\.\w+)*)\(/gi)) {
      if (method.includes('.') && isMethod(method)) called.add(method);
    }
  }
  return called;
}

describe('manifest.yml', () => {
  test.skipIf(!SCHEMA).each([
    ['Socket Mode', { socket: true }],
    ['HTTP', { url: 'https://desk.example.com' }],
  ])('fits the published schema: %s', (_name, options) => {
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(
      JSON.parse(readFileSync(SCHEMA ?? '', 'utf8')) as object,
    );

    validate(buildManifest(SOURCE, options));

    expect(validate.errors ?? []).toEqual([]);
  });

  test('asks for every scope that a call or an event needs', () => {
    const called = [...methodsCalled()];
    const unknown = called.filter((method) => !(method in SCOPES_OF_METHOD));
    const events = MANIFEST.settings.event_subscriptions.bot_events;
    const needed = [
      ...called.map((method) => SCOPES_OF_METHOD[method] ?? []),
      ...events.map((event) => SCOPES_OF_EVENT[event] ?? [`unknown event ${event}`]),
    ].flat();

    expect(called.length).toBeGreaterThan(8);
    expect(unknown, 'methods whose scopes this test does not know').toEqual([]);
    expect(needed.filter((scope) => !SCOPES.includes(scope))).toEqual([]);
  });

  test('asks for no scope that nothing needs', () => {
    const called = [...methodsCalled()];
    const used = new Set([
      'commands',
      ...called.flatMap((method) => SCOPES_OF_METHOD[method] ?? []),
      ...MANIFEST.settings.event_subscriptions.bot_events.flatMap((event) => SCOPES_OF_EVENT[event] ?? []),
    ]);

    expect(SCOPES.filter((scope) => !used.has(scope))).toEqual([]);
  });
});
