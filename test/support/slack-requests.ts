import { createHmac } from 'node:crypto';

/** What Slack would send, for the app `A0FLOORWALK` in Northwind's workspace, acted by Ana unless said otherwise. */
export const TEAM = 'T0NORTHWIND';
export const SIGNING_SECRET = '8f742231b10e8888abcd99yyyzzz85a5';

const ana = { id: 'U0ANA', name: 'ana', team_id: TEAM };
const interaction = {
  team: { id: TEAM, domain: 'northwind-support' },
  user: ana,
  api_app_id: 'A0FLOORWALK',
  token: 'old',
};

export function command(name: string, text = '', more: object = {}) {
  return {
    command: name,
    text,
    team_id: TEAM,
    user_id: 'U0ANA',
    channel_id: 'C0CARE',
    channel_name: 'care',
    trigger_id: '1.2.trigger',
    response_url: '',
    ...more,
  };
}

export function shortcut(callbackId: string) {
  return { type: 'shortcut', ...interaction, callback_id: callbackId, trigger_id: '1.2.trigger', action_ts: '1.1' };
}

export function messageShortcut(callbackId: string, message: object = {}, more: object = {}) {
  return {
    type: 'message_action',
    ...interaction,
    callback_id: callbackId,
    channel: { id: 'C0CARE', name: 'care' },
    message: { type: 'message', ts: '1700000000.000100', text: 'The parcel is lost', user: 'U0LEO', ...message },
    trigger_id: '1.2.trigger',
    ...more,
  };
}

export function click(actionId: string, value = '7', more: object = {}) {
  return {
    type: 'block_actions',
    ...interaction,
    container: { type: 'message', message_ts: '1700000000.000200', channel_id: 'C0CAREESC' },
    channel: { id: 'C0CAREESC', name: 'care-escalations' },
    message: { ts: '1700000000.000200', text: 'card' },
    trigger_id: '1.2.trigger',
    actions: [{ type: 'button', action_id: actionId, block_id: 'actions', value, action_ts: '1700000001.000001' }],
    ...more,
  };
}

export function view(callbackId: string, typed: Readonly<Record<string, string>> = {}, more: object = {}) {
  const fields = Object.entries(typed);
  return {
    id: 'V0FORM',
    hash: '1700000000.h',
    type: 'modal',
    callback_id: callbackId,
    private_metadata: '',
    blocks: fields.map(([name]) => ({
      type: 'input',
      block_id: name,
      label: { type: 'plain_text', text: `Label of ${name}` },
      element: { type: 'plain_text_input', action_id: name },
    })),
    state: {
      values: Object.fromEntries(
        fields.map(([name, value]) => [name, { [name]: { type: 'plain_text_input', value } }]),
      ),
    },
    ...more,
  };
}

export function submit(callbackId: string, typed: Readonly<Record<string, string>>, more: object = {}) {
  return { type: 'view_submission', ...interaction, trigger_id: '1.2.trigger', view: view(callbackId, typed, more) };
}

export function suggest(actionId: string, typed: string) {
  return { type: 'block_suggestion', ...interaction, action_id: actionId, block_id: 'b', value: typed };
}

let lastEvent = 0;

export function event(type: string, fields: object = {}, more: object = {}) {
  lastEvent += 1;
  return {
    type: 'event_callback',
    token: 'old',
    team_id: TEAM,
    api_app_id: 'A0FLOORWALK',
    event_id: `Ev${lastEvent}`,
    event_time: 1_700_000_000,
    authorizations: [{ enterprise_id: null, team_id: TEAM, user_id: 'U0FLOORWALK', is_bot: true }],
    event: { type, user: 'U0ANA', event_ts: '1700000002.000001', ...fields },
    ...more,
  };
}

export interface SlackRequest {
  readonly headers: Record<string, string>;
  readonly body: string;
}

export interface SigningOptions {
  readonly secret?: string;
  /** Seconds from now. */
  readonly age?: number;
  readonly timestamp?: string;
  readonly contentType?: string;
}

/** The bytes and headers of a payload, signed now. */
export function signed(payload: object | string, options: SigningOptions = {}): SlackRequest {
  const { body, type } = encoded(payload);
  const timestamp = options.timestamp ?? String(Math.floor(Date.now() / 1000) + (options.age ?? 0));
  const hmac = createHmac('sha256', options.secret ?? SIGNING_SECRET).update(`v0:${timestamp}:${body}`);
  return {
    body,
    headers: {
      'content-type': options.contentType ?? type,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${hmac.digest('hex')}`,
    },
  };
}

/** Events travel as JSON, commands as a form, the rest as JSON in a form. A text goes as it is, called JSON. */
function encoded(payload: object | string): { body: string; type: string } {
  if (typeof payload === 'string') return { body: payload, type: 'application/json' };
  if ('event' in payload || ('type' in payload && payload.type === 'url_verification')) {
    return { body: JSON.stringify(payload), type: 'application/json' };
  }
  const fields = 'command' in payload ? formFields(payload) : { payload: JSON.stringify(payload) };
  return { body: new URLSearchParams(fields).toString(), type: 'application/x-www-form-urlencoded' };
}

function formFields(payload: object): Record<string, string> {
  const fields = Object.entries(payload).map(([name, value]) => [name, typeof value === 'string' ? value : '']);
  return Object.fromEntries(fields) as Record<string, string>;
}
