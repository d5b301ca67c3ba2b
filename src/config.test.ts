import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const BOT = { SLACK_BOT_TOKEN: 'xoxb-1' };
const SECRET = { SLACK_SIGNING_SECRET: 'a-signing-secret' };
const OAUTH = {
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'client-secret',
  SLACK_STATE_SECRET: 'sixteen-characters-or-more',
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
    ['a client id alone', { SLACK_CLIENT_ID: '1.2' }, 'SLACK_CLIENT_SECRET'],
    ['no client id', { ...OAUTH, SLACK_CLIENT_ID: undefined }, 'SLACK_CLIENT_ID'],
    ['no state secret', { ...OAUTH, SLACK_STATE_SECRET: undefined }, 'SLACK_STATE_SECRET'],
    ['a state secret that can be guessed', { ...OAUTH, SLACK_STATE_SECRET: 'secret-1' }, 'SLACK_STATE_SECRET'],
    ['no signing secret', { ...OAUTH, SLACK_SIGNING_SECRET: undefined }, 'SLACK_SIGNING_SECRET'],
    [
      'one key that is too short',
      { ...OAUTH, FLOORWALKER_SECRET_KEY: 'sixteen-characters-or-more,secret-1' },
      'FLOORWALKER_SECRET_KEY',
    ],
    ['a comma too many', { ...OAUTH, FLOORWALKER_SECRET_KEY: 'sixteen-characters-or-more,' }, 'FLOORWALKER_SECRET_KEY'],
    ['no key for stored tokens', { ...OAUTH, FLOORWALKER_SECRET_KEY: undefined }, 'FLOORWALKER_SECRET_KEY'],
    ['a database that is none of ours', { ...BOT, ...SECRET, DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
    ['a port out of range', { ...BOT, ...SECRET, PORT: '70000' }, 'PORT'],
  ])('%s ends in one line that names the variable and shows no value', (_name, env, variable) => {
    const error = caught(() => readConfig(env));

    expect(error).toBeInstanceOf(ConfigError);
    expect((error as Error).message).toContain(variable);
    expect((error as Error).message).not.toMatch(/secret-|xoxp|mysql|70000|\n/);
  });

  test('several keys are read in their order, the newest first', () => {
    const { slack } = readConfig({
      ...OAUTH,
      FLOORWALKER_SECRET_KEY: 'the-new-key-of-the-house, the-old-key-of-the-house',
    });

    expect(slack).toMatchObject({ secretKeys: ['the-new-key-of-the-house', 'the-old-key-of-the-house'] });
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
