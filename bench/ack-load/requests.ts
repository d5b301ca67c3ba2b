import { realClock } from '../../src/core/clock.ts';
import { escalateModal } from '../../src/features/escalations/modals/escalate.ts';
import { click, command, event, submit, view } from '../../test/support/slack-requests.ts';
import { LEADS, type OpenCase, PEOPLE, type Seeded, TEAMS } from './seed.ts';

/** What people of a busy workspace send, by its share of 20. Most messages are none of the app's business. */
const MIX = {
  escalate: 4,
  claim: 2,
  note: 1,
  'thread reply': 3,
  'other message': 3,
  'list of cases': 1,
  'search for cases': 1,
  'one case': 1,
  'form of a case': 2,
  'App Home': 1,
  'form to escalate': 1,
} as const;
export type Kind = keyof typeof MIX;

const KINDS = (Object.keys(MIX) as Kind[]).flatMap((kind) => Array<Kind>(MIX[kind]).fill(kind));

export interface Asked {
  readonly kind: Kind;
  readonly payload: object;
}

/** The requests of a rush, in an order that looks random and is the same each time. */
export function requestsOf({ teamIds, open }: Seeded, responseUrl: string): (number: number) => Asked {
  const roll = rolls();
  const pick = <T>(from: readonly T[]): T => from[Math.floor(roll() * from.length)]!;
  const unclaimed = open.filter(({ claimed }) => !claimed);
  const agentOf = (team: number) => `U0P${team}X${LEADS + Math.floor(roll() * (PEOPLE - LEADS))}`;
  const leadOf = (team: number) => `U0P${team}X${Math.floor(roll() * LEADS)}`;
  const anyTeam = () => Math.floor(roll() * TEAMS);
  const cardOf = ({ channel, ts }: OpenCase) => ({
    container: { type: 'message', message_ts: ts, channel_id: channel },
    channel: { id: channel, name: 'escalations' },
    message: { ts, text: 'card' },
    response_url: responseUrl,
  });
  const asks = (text: string) => {
    const team = anyTeam();
    return command('/case', text, { user_id: leadOf(team), channel_id: `C0TEAM${team}`, response_url: responseUrl });
  };
  const pressed = (actionId: string, number: number, found: OpenCase) =>
    click(actionId, found.id, {
      ...cardOf(found),
      user: person(leadOf(found.team)),
      actions: [
        { type: 'button', action_id: actionId, block_id: 'card', value: found.id, action_ts: `1800000000.${number}` },
      ],
    });
  const said = (channel: string, user: string, number: number, more: object) =>
    event('message', {
      channel,
      channel_type: 'channel',
      user,
      text: `What about parcel ${number}?`,
      ts: `18${String(number).padStart(8, '0')}.000100`,
      ...more,
    });

  const made: Readonly<Record<Kind, (number: number) => object>> = {
    escalate: (number) => {
      const team = anyTeam();
      return escalation(teamIds[team] ?? '', agentOf(team), `Parcel ${number} is lost, she waits since May`, number);
    },
    claim: (number) => pressed('case.claim', number, pick(unclaimed)),
    note: (number) => {
      const found = pick(open);
      const form = view('case.note', { text: `Note ${number}` }, { id: `VNOTE${number}`, ...metadataOf(found) });
      return { ...submit('case.note', {}), user: person(leadOf(found.team)), view: form };
    },
    'thread reply': (number) => {
      const found = pick(open);
      return said(found.channel, leadOf(found.team), number, { thread_ts: found.ts });
    },
    'other message': (number) => {
      const team = anyTeam();
      return said(`C0TEAM${team}`, agentOf(team), number, {});
    },
    'list of cases': () => asks(pick(['mine', 'open', 'team'])),
    'search for cases': () => asks(pick(['parcel lost', 'Customer 4711', 'order 123', 'nothing like this'])),
    'one case': () => asks(`#${pick(open).number}`),
    'form of a case': (number) => pressed(pick(['case.ask', 'case.resolve', 'case.hand-over']), number, pick(open)),
    'App Home': () => event('app_home_opened', { user: leadOf(anyTeam()), tab: 'home', channel: 'D0HOME' }),
    'form to escalate': () => {
      const team = anyTeam();
      const from = { user_id: agentOf(team), channel_id: `C0TEAM${team}`, response_url: responseUrl };
      return command('/escalate', 'parcel is late again', from);
    },
  };
  return (number) => {
    const kind = pick(KINDS);
    return { kind, payload: made[kind](number) };
  };
}

function person(id: string) {
  return { id, name: 'somebody', team_id: 'T0NORTHWIND' };
}

function metadataOf({ id }: OpenCase): { private_metadata: string } {
  return { private_metadata: JSON.stringify({ caseId: id }) };
}

/** A filled-in form, each opened anew. */
function escalation(teamId: string, user: string, summary: string, number: number): object {
  const teams = [{ id: teamId, name: 'Care', currency: 'EUR' }];
  const option = (value: string) => ({ selected_option: { text: { type: 'plain_text', text: value }, value } });
  const state = {
    values: {
      summary: { summary: { type: 'plain_text_input', value: summary } },
      wanted: { 'case.escalate-change': { type: 'static_select', ...option('answer') } },
      urgency: { urgency: { type: 'static_select', ...option('normal') } },
      customer: { customer: { type: 'plain_text_input', value: 'Ms Okafor' } },
    },
  };
  const form = escalateModal({ teams, domain: 'northwind-support', now: realClock.now() });
  return {
    ...submit('case.escalate', {}),
    user: person(user),
    view: { id: `V${number}`, hash: '1700000000.abc', team_id: 'T0NORTHWIND', ...form, state },
  };
}

/** mulberry32, begun with 1. */
function rolls(): () => number {
  let state = 1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
