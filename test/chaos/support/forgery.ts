import type { AppRequest } from '../../../src/sandbox/delivery/app-link.ts';
import { commandPayload, messageActionPayload, submissionPayload } from '../../../src/sandbox/delivery/payloads.ts';
import { newId } from '../../../src/sandbox/state/ids.ts';
import type { Message } from '../../../src/sandbox/state/state.ts';
import { topModal } from '../../../src/sandbox/state/views.ts';
import { insist } from './colleague.ts';
import { cardOf, type Office } from './office.ts';
import { until } from './until.ts';

export type RequestKind = 'form' | 'click' | 'event' | 'menu' | 'command';
export const REQUEST_KINDS: readonly RequestKind[] = ['form', 'click', 'event', 'menu', 'command'];

/** A request as the person's Slack would send it, made without a screen, so that there can be thousands. */
export interface Forged {
  readonly kind: RequestKind;
  readonly person: string;
  readonly request: AppRequest;
  /** By what its effect is found: the summary of a form, the text of an event, the time of a click. */
  readonly mark: string;
}

type Json = Record<string, unknown>;

export type Forge = (kind: RequestKind, person: string) => Forged;

/** Makes requests after models that a real screen has given: one case, its card, one reply to it and one open form. */
export async function forgery(office: Office): Promise<Forge> {
  const { workspace, agents, leads } = office;
  const { world } = workspace;
  const [ana] = agents;
  const [leo] = leads;
  await insist(() => ana!.raise('Mirror has a crack'));
  const card = structuredClone(await cardOf(office, 'Mirror has a crack'));
  const reply = await leo!.reply(card, 'A model of all replies');
  const event = await until('the reply is told', () => eventOf(office, reply.ts));
  const anas = workspace.as('ana');
  await anas.command('/escalate A model of all forms', { in: '#care' });
  await anas.seesModal('Escalate');
  const form = submissionPayload(world, ana!.id, topModal(world.state, ana!.id)!);
  await anas.close();
  const care = world.state.channels['C0CARE']!;

  let number = 0;
  return (kind, person) => {
    number += 1;
    const mark = `${kind} ${letters(number)}`;
    if (kind === 'form') return { kind, person: ana!.id, mark, request: interactive(formLike(form, mark)) };
    if (kind === 'event') return { kind, person, mark, request: eventLike(event, person, mark, number) };
    if (kind === 'command') {
      const payload = commandPayload(world, person, care, '/case', mark);
      return { kind, person, mark: `/case ${mark}`, request: { kind: 'slash_commands', payload } };
    }
    const payload = pressed(office, person, card, kind === 'click' ? 'case.claim' : 'case.ask');
    return { kind, person, mark: setActionTs(payload, number), request: interactive(payload) };
  };
}

function interactive(payload: Json): AppRequest {
  return { kind: 'interactive', payload };
}

/** The same form, opened by somebody else and filled in with other words. */
function formLike(payload: Json, summary: string): Json {
  const copy = structuredClone(payload) as { view: { id: string; state: { values: Record<string, Json> } } } & Json;
  copy.view.id = newId('V');
  for (const entry of Object.values(copy.view.state.values['summary'] ?? {})) (entry as Json)['value'] = summary;
  return copy;
}

function eventLike({ payload }: AppRequest, user: string, text: string, number: number): AppRequest {
  const event = payload['event'] as Json;
  // A second apart, as no two messages of a channel have the same ts.
  const ts = `${1_800_000_000 + number}.000100`;
  const { blocks: _blocks, ...rest } = event;
  return {
    kind: 'events_api',
    payload: { ...payload, event_id: newId('Ev'), event: { ...rest, user, text, ts, event_ts: ts } },
  };
}

function pressed({ workspace: { world } }: Office, person: string, card: Message, actionId: string): Json {
  const block = card.blocks?.find((one) => one.type === 'actions');
  const button = block?.elements.find((element) => 'action_id' in element && element.action_id === actionId);
  return messageActionPayload(world, person, card, { ...button, block_id: block?.block_id }, {});
}

/** Two people may press within the same millisecond, and what is looked for afterwards has only this mark. */
function setActionTs(payload: Json, number: number): string {
  const [action] = payload['actions'] as { action_ts: string }[];
  const mark = `${Math.floor(Number(action?.action_ts))}.${String(number).padStart(6, '0')}`;
  if (action) action.action_ts = mark;
  return mark;
}

function eventOf({ workspace }: Office, ts: string): AppRequest | undefined {
  return workspace.requests.find(({ payload }) => (payload['event'] as { ts?: unknown } | undefined)?.ts === ts);
}

/** Numbers in a text may be read as money. */
function letters(number: number): string {
  return String(number).replaceAll(/\d/g, (digit) => 'ABCDEFGHIJ'[Number(digit)]!);
}
