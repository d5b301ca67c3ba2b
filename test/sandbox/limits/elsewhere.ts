import { TIME } from '../../../src/sandbox/limits.ts';

/** A limit that is no rule of one payload: where it is shown or kept, and the number found there. */
export interface Elsewhere {
  readonly file: string;
  /** Words that stand in that file: the name of a test, a line of a library, a sentence of a page. */
  readonly says: string;
  readonly value?: number | readonly number[];
}

const AROUND = 'test/sandbox/limits/around.test.ts';
const PROMISES = 'test/sandbox/promises.test.ts';
const OAUTH = 'node_modules/@slack/oauth/dist/install-provider.js';
const PAGE = 'docs/sandbox.md';

export const ELSEWHERE: Readonly<Record<string, Elsewhere>> = {
  'text.message.text': { file: AROUND, says: 'is cut after 40,000 characters, not refused' },
  'text.message.text.update': { file: AROUND, says: 'is edited to 4,000 characters at most' },
  'counts.views.stack': { file: AROUND, says: 'is the lowest of three' },
  'timings.ack_seconds': {
    file: PROMISES,
    says: 'has the person told so after three seconds',
    value: TIME.ackMs / 1000,
  },
  'timings.trigger_id_seconds': {
    file: AROUND,
    says: 'lets a trigger be used for three seconds',
    value: TIME.triggerMs / 1000,
  },
  'timings.trigger_id_seconds.uses': { file: PROMISES, says: 'opens one view and no second', value: 1 },
  'timings.response_url_minutes': {
    file: PROMISES,
    says: 'works for thirty minutes of the sandbox’s clock',
    value: TIME.responseUrlMs / 60_000,
  },
  'timings.response_url_minutes.uses': { file: PROMISES, says: 'works five times', value: TIME.responseUrlUses },
  'timings.signature_max_age_seconds': {
    file: 'node_modules/@slack/bolt/dist/receivers/verify-request.js',
    says: 'const requestTimestampMaxDeltaMin = 5;',
    value: 5 * 60,
  },
  'timings.event_retries': {
    file: PROMISES,
    says: 'is signed, and repeated three times with a count and a reason until it is taken',
    value: TIME.eventRetriesMs.map((ms) => ms / 1000),
  },
  'timings.event_success_floor_percent': { file: PAGE, says: 'switches subscriptions off below 5 % success', value: 5 },
  'timings.events_per_workspace_per_app_per_hour': { file: PAGE, says: 'above 30,000 events an hour', value: 30_000 },
  'timings.schedule_max_days': {
    file: AROUND,
    says: 'comes within 120 days',
    value: TIME.scheduleMaxMs / (24 * 3_600_000),
  },
  'timings.schedule_max_per_5_minutes_per_channel': {
    file: AROUND,
    says: 'is one of 30 in five minutes of a channel',
    value: TIME.scheduledPerFiveMinutes,
  },
  'timings.socket_connections_max': {
    file: 'src/sandbox/delivery/socket-link.ts',
    says: 'TIME.socketConnections',
    value: TIME.socketConnections,
  },
  'timings.token_rotation_refresh_window_seconds': { file: OAUTH, says: 'const EXPIRY_WINDOW = 7200;', value: 7200 },
  'timings.oauth_state_seconds': { file: OAUTH, says: 'stateCookieExpirationSeconds = 600', value: 600 },
  'timings.bolt_body_limit_bytes': {
    file: 'node_modules/@slack/bolt/dist/receivers/HTTPModuleFunctions.js',
    says: 'exports.defaultBodyLimit = 4 * 1024 * 1024;',
    value: 4 * 1024 * 1024,
  },
  'rate_tiers_per_minute.chat.postMessage': {
    file: 'test/sandbox/limits/rates.test.ts',
    says: 'takes one message a second in a channel, 60 a minute',
  },
};
