import { click, event, submit, TEAM, view } from './slack-requests.ts';

/** Somebody as a payload names them. */
export interface Sender {
  readonly id: string;
  /** The workspace of their account, where it is not Northwind's. */
  readonly home?: string;
}

/** The same payload, sent by this person. */
export function sentBy({ id, home = TEAM }: Sender, payload: object): object {
  if ('command' in payload) return { ...payload, user_id: id };
  if ('event' in payload) {
    return { ...payload, event: { ...(payload.event as object), user: id, user_team: home } };
  }
  return { ...payload, user: { id, name: id.toLowerCase(), team_id: home } };
}

let forms = 0;

/** A form sent without ever having been opened: whatever ids, memory and fields somebody likes. */
export function forged(callbackId: string, memory: object | string, fields: Readonly<Record<string, unknown>>): object {
  forms += 1;
  const values = Object.entries(fields).map(([name, value]) => [name, { x: { type: 'any', ...entry(value) } }]);
  const typed = Object.fromEntries(Object.keys(fields).map((name) => [name, '']));
  return submit(callbackId, typed, {
    id: `V0FORGED${forms}`,
    private_metadata: typeof memory === 'string' ? memory : JSON.stringify(memory),
    state: { values: Object.fromEntries(values) },
  });
}

/** One entry that every reader of a form finds its kind of value in. */
function entry(value: unknown): object {
  if (value instanceof Date) return { selected_date_time: value.getTime() / 1000 };
  if (Array.isArray(value)) {
    return { selected_users: value, selected_options: value.map((each: unknown) => ({ value: each })) };
  }
  return { value, selected_option: { value }, selected_conversation: value };
}

let presses = 0;

/** A button pressed now; `more` says where it stands, unless on a card. */
export function pressed(actionId: string, value: string, more: object = {}): object {
  return click(actionId, value, { actions: [{ type: 'button', ...pressedNow(actionId), value }], ...more });
}

/** An entry chosen from a menu now. */
export function picked(actionId: string, value: string, more: object = {}): object {
  const action = { type: 'overflow', ...pressedNow(actionId), selected_option: { value } };
  return click(actionId, value, { actions: [action], ...more });
}

function pressedNow(actionId: string): object {
  presses += 1;
  return { action_id: actionId, block_id: 'b', action_ts: `1700000200.${String(presses).padStart(6, '0')}` };
}

/** A modal that is on the screen, for clicks in it. */
export function openModal(callbackId: string, memory: object | string = ''): { view: object; container: object } {
  const metadata = typeof memory === 'string' ? memory : JSON.stringify(memory);
  return {
    view: view(callbackId, {}, { private_metadata: metadata }),
    container: { type: 'view', view_id: 'V0FORM' },
  };
}

/** App Home as the place of a click. */
export const HOME = {
  view: view('home', {}, { type: 'home', id: 'V0HOME' }),
  container: { type: 'view' },
  channel: undefined,
};

let replies = 0;

/** A reply in the thread of a message of ours. */
export function threadReply(channel: string, threadTs: string, text: string): object {
  replies += 1;
  const ts = `1700000100.${String(replies).padStart(6, '0')}`;
  return event('message', { channel, ts, thread_ts: threadTs, text });
}
