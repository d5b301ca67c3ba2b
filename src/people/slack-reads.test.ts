import type { WebClient } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { slackError } from '../../test/support/slack-reads.ts';
import { slackErrorCode, slackReads } from './slack-reads.ts';

/** Reads from a client that answers like this, whatever workspace it is for. */
function readsFrom(client: unknown) {
  return slackReads({ client: async () => client as WebClient, tokenWorks: async () => true });
}

describe('what is read from Slack', () => {
  it('is every member of a channel, over all pages, each once', async () => {
    const pages: Record<string, unknown> = {
      '': { members: ['U0ANA', 'U0BEN'], response_metadata: { next_cursor: 'b' } },
      b: { members: ['U0BEN', 'U0LEO'], response_metadata: { next_cursor: '' } },
    };
    const members = async ({ cursor = '' }: { cursor?: string }) => pages[cursor];

    const found = await readsFrom({ conversations: { members } }).members('T0NORTHWIND', 'C0CARE');

    expect(found).toEqual(['U0ANA', 'U0BEN', 'U0LEO']);
  });

  it('is nothing where the app may not look, and an error where Slack is in trouble', async () => {
    const failing = (code: string) => async () => Promise.reject(slackError(code));
    const reads = readsFrom({
      conversations: { info: failing('channel_not_found') },
      users: { info: failing('user_not_found') },
    });
    const down = readsFrom({
      conversations: { info: failing('internal_error') },
      users: { info: failing('fatal_error') },
    });

    expect(await reads.channel('T', 'C')).toBeUndefined();
    expect(await reads.user('T', 'U')).toBeUndefined();
    await expect(down.channel('T', 'C')).rejects.toThrow('internal_error');
    await expect(down.user('T', 'U')).rejects.toThrow('fatal_error');
  });

  it('tells codes of Slack from other errors', () => {
    expect(slackErrorCode(slackError('not_in_channel'))).toBe('not_in_channel');
    expect(slackErrorCode(new Error('socket hang up'))).toBeUndefined();
  });
});
