import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const BOT = { SLACK_BOT_TOKEN: 'xoxb-1' };
const SECRET = { SLACK_SIGNING_SECRET: 'a-signing-secret' };
const OAUTH = {
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'client-secret',
  SLACK_STATE_SECRET: 'state-secret',
  ...SECRET,
  FLOORWALKER_SECRET_KEY: 'sixteen-characters-or-more',
};

describe('readConfig', () => {
  test.each([
    ['bot and app token', { ...BOT, SLACK_APP_TOKEN: 'xapp-1' }, 'socket'],
    ['bot token and signing secret', { ...BOT, ...SECRET }, 'http'],
    ['all three: Socket Mode wins', { ...BOT, ...SECRET, SLACK_APP_TOKEN: 'xapp-1' }, 'socket'],
    ['client id, secrets and key', OAUTH, 'oauth'],
  ])('%s', (_name, env, mode) => {
    expect(readConfig(env).slack.mode).toBe(mode);
  });

  test.each([
    ['nothing', {}, 'SLACK_BOT_TOKEN'],
    ['app token alone', { SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN'],
    ['bot token alone', BOT, 'SLACK_SIGNING_SECRET'],
    ['empty secret', { ...BOT, SLACK_SIGNING_SECRET: '' }, 'SLACK_SIGNING_SECRET'],
    ['the word undefined', { ...BOT, SLACK_SIGNING_SECRET: 'undefined' }, 'SLACK_SIGNING_SECRET'],
    ['a user token', { SLACK_BOT_TOKEN: 'xoxp-secret', ...SECRET }, 'SLACK_BOT_TOKEN'],
    ['no key for stored tokens', { ...OAUTH, FLOORWALKER_SECRET_KEY: undefined }, 'FLOORWALKER_SECRET_KEY'],
    ['a database that is none of ours', { ...BOT, ...SECRET, DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
    ['a port out of range', { ...BOT, ...SECRET, PORT: '70000' }, 'PORT'],
  ])('%s ends in one line that names the variable and shows no value', (_name, env, variable) => {
    const error = caught(() => readConfig(env));

    expect(error).toBeInstanceOf(ConfigError);
    expect((error as Error).message).toContain(variable);
    expect((error as Error).message).not.toMatch(/secret-|xoxp|mysql|70000|\n/);
  });

  test('the admin port follows the port', () => {
    expect(readConfig({ ...BOT, ...SECRET, PORT: '4000' }).adminPort).toBe(4001);
  });
});

function caught(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}
