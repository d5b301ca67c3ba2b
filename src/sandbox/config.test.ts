import { expect, it } from 'vitest';
import { readSandboxConfig } from './config.ts';

it('takes the bot’s token from whoever starts it', () => {
  expect(readSandboxConfig({ FLOORWALKER_SANDBOX_BOT_TOKEN: 'xoxb-mine' }).botToken).toBe('xoxb-mine');
  expect(readSandboxConfig({}).botToken).toBeUndefined();
});

it.each(['mine', 'xoxp-a-person’s', 'xoxb-with space'])('refuses %j as a token of a bot', (token) => {
  expect(() => readSandboxConfig({ FLOORWALKER_SANDBOX_BOT_TOKEN: token })).toThrow('begins with xoxb-');
});

it('hands nothing that is Slack’s on to the app', () => {
  const { appEnvironment } = readSandboxConfig({ SLACK_BOT_TOKEN: 'xoxb-real', ADMIN_PORT: '1', LOG_LEVEL: 'debug' });

  expect(appEnvironment).toEqual({ LOG_LEVEL: 'debug' });
});
