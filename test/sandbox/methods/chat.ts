import { MISSING_TS } from './bench.ts';
import type { Row } from './row.ts';

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const channel = 'C0CARE';
const text = 'hello';

/** Where nobody may post, for every method that says something. */
const places: Row['refusals'] = {
  channel_not_found: () => ({ channel: 'C0NOWHERE', text, user: 'U0ANA', post_at: 1 }),
  'channel_not_found private': () => ({ channel: 'C0LEADS', text, user: 'U0ANA', post_at: 1 }),
  not_in_channel: () => ({ channel: 'C0RANDOM', text, user: 'U0ANA', post_at: 1 }),
  is_archived: (bench) => ({ channel: bench.archived(), text, user: 'U0ANA', post_at: 1 }),
};

const content: Row['refusals'] = {
  no_text: () => ({ channel, post_at: 1, user: 'U0ANA' }),
  invalid_blocks: () => ({ channel, user: 'U0ANA', blocks: [section('')] }),
  invalid_blocks_format: () => ({ channel, user: 'U0ANA', blocks: '[{' }),
  markdown_text_conflict: () => ({ channel, user: 'U0ANA', text, markdown_text: '*hi*' }),
  thread_not_found: () => ({ channel, user: 'U0ANA', text, thread_ts: MISSING_TS, post_at: 1 }),
};

export const chat: readonly Row[] = [
  {
    method: 'chat.postMessage',
    good: () => ({
      channel,
      text,
      blocks: [section(text)],
      metadata: { event_type: 'case', event_payload: { id: '1' } },
    }),
    // The recording is cut inside the message.
    beyondSamples: ['message.blocks'],
    refusals: {
      ...places,
      ...content,
      invalid_arguments: () => ({ text }),
      invalid_metadata_format: () => ({ channel, text, metadata: 'no json' }),
      invalid_metadata_schema: () => ({ channel, text, metadata: { event_payload: {} } }),
      metadata_too_large: () => ({
        channel,
        text,
        metadata: { event_type: 'case', event_payload: { x: 'y'.repeat(9000) } },
      }),
      user_disabled: () => ({ channel: 'U0HUGO', text }),
      cannot_dm_bot: () => ({ channel: 'U0STATUS', text }),
    },
  },
  {
    method: 'chat.postEphemeral',
    good: () => ({ channel, user: 'U0ANA', text }),
    refusals: {
      ...places,
      ...content,
      invalid_arguments: () => ({ channel, text }),
      user_not_in_channel: () => ({ channel, user: 'U0COLE', text }),
    },
  },
  {
    method: 'chat.update',
    good: async (bench) => ({ channel, ts: await bench.own(), text: 'changed' }),
    refusals: {
      channel_not_found: () => ({ channel: 'C0NOWHERE', ts: MISSING_TS, text }),
      message_not_found: () => ({ channel, ts: MISSING_TS, text }),
      cant_update_message: (bench) => ({ channel, ts: bench.others(), text }),
      msg_too_long: async (bench) => ({ channel, ts: await bench.own(), text: 'x'.repeat(4001) }),
      no_text: async (bench) => ({ channel, ts: await bench.own() }),
    },
  },
  {
    method: 'chat.delete',
    good: async (bench) => ({ channel, ts: await bench.own() }),
    refusals: {
      message_not_found: () => ({ channel, ts: MISSING_TS }),
      cant_delete_message: (bench) => ({ channel, ts: bench.others() }),
      channel_not_found: () => ({ channel: 'C0LEADS', ts: MISSING_TS }),
    },
  },
  {
    method: 'chat.getPermalink',
    good: (bench) => ({ channel, message_ts: bench.others() }),
    refusals: {
      message_not_found: () => ({ channel, message_ts: MISSING_TS }),
      channel_not_found: () => ({ channel: 'C0LEADS', message_ts: MISSING_TS }),
    },
  },
  {
    method: 'chat.scheduleMessage',
    good: (bench) => ({ channel, text, post_at: bench.seconds(600) }),
    refusals: {
      ...places,
      no_text: () => ({ channel, post_at: 1 }),
      thread_not_found: () => ({ channel, text, thread_ts: MISSING_TS, post_at: 1 }),
      invalid_arguments: () => ({ channel, text }),
      invalid_time: () => ({ channel, text, post_at: 'tomorrow' }),
      time_in_past: (bench) => ({ channel, text, post_at: bench.seconds(-1) }),
      time_too_far: (bench) => ({ channel, text, post_at: bench.seconds(120 * 86_400 + 60) }),
      restricted_too_many: async (bench) => {
        const args = (index: number) => ({ channel, text, post_at: bench.seconds(3600 + index) });
        for (let index = 0; index < 30; index += 1) await bench.call('chat.scheduleMessage', args(index));
        return args(30);
      },
    },
  },
  {
    method: 'chat.scheduledMessages.list',
    good: async (bench) => {
      await bench.call('chat.scheduleMessage', { channel, text, post_at: bench.seconds(600) });
      return { channel };
    },
    refusals: {
      invalid_channel: () => ({ channel: 'C0NOWHERE' }),
      invalid_cursor: () => ({ cursor: 'abc' }),
    },
  },
  {
    method: 'chat.deleteScheduledMessage',
    good: async (bench) => {
      const args = { channel, text, post_at: bench.seconds(600) };
      return {
        channel,
        scheduled_message_id: await bench.get('chat.scheduleMessage', args, 'scheduled_message_id'),
      };
    },
    refusals: {
      invalid_scheduled_message_id: () => ({ channel, scheduled_message_id: 'Q0' }),
      'invalid_scheduled_message_id too late': async (bench) => {
        const args = { channel, text, post_at: bench.seconds(30) };
        return {
          channel,
          scheduled_message_id: await bench.get('chat.scheduleMessage', args, 'scheduled_message_id'),
        };
      },
      channel_not_found: () => ({ channel: 'C0NOWHERE', scheduled_message_id: 'Q0' }),
    },
  },
  {
    method: 'chat.unfurl',
    good: async (bench) => ({
      channel,
      ts: await bench.own('see https://tickets.example/42'),
      unfurls: { 'https://tickets.example/42': { text: 'Ticket 42' } },
    }),
    refusals: {
      missing_channel: () => ({ ts: MISSING_TS, unfurls: {} }),
      missing_ts: () => ({ channel, unfurls: {} }),
      cannot_find_message: () => ({ channel, ts: MISSING_TS, unfurls: {} }),
      missing_unfurls: (bench) => ({ channel, ts: bench.others() }),
      invalid_unfurls_format: (bench) => ({ channel, ts: bench.others(), unfurls: '[' }),
      cannot_parse_attachment: (bench) => ({ channel, ts: bench.others(), unfurls: { 'https://a.example': 'x' } }),
      cannot_unfurl_url: (bench) => ({
        channel,
        ts: bench.others(),
        unfurls: { 'https://tickets.example/not-there': { text: 'x' } },
      }),
      'cannot_unfurl_url foreign': async (bench) => ({
        channel,
        ts: await bench.own('see https://elsewhere.example/'),
        unfurls: { 'https://elsewhere.example/': { text: 'x' } },
      }),
    },
  },
];
