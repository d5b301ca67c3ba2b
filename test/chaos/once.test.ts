import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AppRequest } from '../../src/sandbox/delivery/app-link.ts';
import type { Events } from '../../src/sandbox/delivery/events.ts';
import { messageActionPayload, submissionPayload } from '../../src/sandbox/delivery/payloads.ts';
import { newId } from '../../src/sandbox/state/ids.ts';
import { topModal } from '../../src/sandbox/state/views.ts';
import { insist } from './support/colleague.ts';
import { throwDice } from './support/dice.ts';
import { cardOf, cards, type Office, openOffice, restarted, settled, shows } from './support/office.ts';
import { statusMessages } from './support/slack-side.ts';
import { until } from './support/until.ts';

const TIMES = 11;
const dice = throwDice('once');

let office: Office;
beforeAll(async () => {
  office = await openOffice({ processes: 2 });
}, 90_000);
afterAll(() => office?.close());

test('a submission, a click, a message and its edit, delivered 11 times each, have one effect each', async () => {
  const [leo] = office.leads;
  const late: AppRequest[] = [];
  /** Most at the same moment to both processes, the others at the end, after a restart, among everything else. */
  async function deliver(request: AppRequest): Promise<void> {
    const copies = Array.from({ length: TIMES }, (_, index) => again(request, index));
    const atOnce = Math.floor(dice.between(2, TIMES - 2));
    late.push(...copies.slice(atOnce));
    expect(await taken(copies.slice(0, atOnce))).toBe(atOnce);
  }

  await deliver(await submissionOf('Parcel is lost'));
  const card = await cardOf(office, 'Parcel is lost');
  await deliver(clickOn('U0LEO', card, 'case.claim'));
  await until('the card shows the owner', () => shows(card, 'Leo has it'));
  await deliver(await noticed(() => leo!.reply(card, 'The depot has it')));
  await until('the card shows the note', () => shows(card, 'The depot has it'));
  await deliver(await noticed(() => office.workspace.as('leo').edit('The depot has it', 'The depot found it')));
  await settled(office, 60_000);
  await office.apps[0]!.kill();
  const [early, afterRestart] = halves(dice.shuffled(late));
  expect(await takenInGroups(early)).toBe(early.length);
  await restarted(office.apps[0]!);
  expect(await takenInGroups(afterRestart)).toBe(afterRestart.length);
  await settled(office, 60_000);

  expect(await effects()).toEqual({
    cases: ['Parcel is lost'],
    log: ['raised', 'claimed', 'note: The depot found it'],
    audit: ['case.raised', 'case.claimed', 'case.note', 'case.reply-edited'],
    receipts: 1,
    cards: 1,
    statusMessages: 1,
  });
}, 240_000);

test('what overtakes what it belongs to has its effect all the same', async () => {
  const [leo] = office.leads;
  const [ana] = office.agents;
  await insist(() => ana!.raise('Kettle is broken'));
  const card = await cardOf(office, 'Kettle is broken');
  const unheard = { isHeard: false };
  const reply = await noticed(() => leo!.reply(card, 'Sent a nwe one'), unheard);
  const edit = await noticed(() => office.workspace.as('leo').edit('Sent a nwe one', 'Sent a new one'), unheard);

  const copies = [edit, reply].flatMap((request) => Array.from({ length: TIMES }, (_, index) => again(request, index)));
  expect(await taken([edit])).toBe(1);
  expect(await takenInGroups(dice.shuffled(copies))).toBe(copies.length);
  await settled(office, 60_000);

  const notes = await office.database.sql<
    { text: string }[]
  >`select text from case_entries where slack_ts is not null order by id`;
  expect(notes.map(({ text }) => text)).toEqual(['The depot found it', 'Sent a new one']);
}, 120_000);

/** Slack repeats a request as it was; a message it may also send under another event id. */
function again(request: AppRequest, index: number): AppRequest {
  if (request.kind !== 'events_api' || index === 0) return request;
  const retry = { num: 1 + (index % 3), reason: 'http_timeout' };
  const payload = index % 2 ? request.payload : { ...request.payload, event_id: newId('Ev') };
  return { ...request, payload, retry };
}

/** How many of these, all sent at the same moment, the app took. */
async function taken(requests: readonly AppRequest[]): Promise<number> {
  const delivered = await Promise.all(requests.map((request) => deliverWhereSomebodyListens(request)));
  return delivered.filter(Boolean).length;
}

/** While a process is down, Slack reaches the other one at the latest with its next try. */
async function deliverWhereSomebodyListens(request: AppRequest): Promise<boolean> {
  for (let tries = 0; tries < 6; tries += 1) {
    const { ok } = await office.workspace.deliver(request);
    if (ok) return true;
  }
  return false;
}

async function takenInGroups(requests: readonly AppRequest[]): Promise<number> {
  let count = 0;
  for (let left = [...requests]; left.length > 0;) {
    const size = Math.ceil(dice.between(0, 6));
    count += await taken(left.slice(0, size));
    left = left.slice(size);
  }
  return count;
}

function halves<T>(items: readonly T[]): [T[], T[]] {
  const middle = Math.floor(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}

/** The request that sends Ana's filled-in form, which the workspace itself does not send. */
async function submissionOf(summary: string): Promise<AppRequest> {
  const { world } = office.workspace;
  const ana = office.workspace.as('ana');
  await ana.command(`/escalate ${summary}`, { in: '#care' });
  await ana.seesModal('Escalate');
  const payload = submissionPayload(world, ana.id, topModal(world.state, ana.id)!);
  await ana.close();
  return { kind: 'interactive', payload };
}

function clickOn(user: string, card: Awaited<ReturnType<typeof cardOf>>, actionId: string): AppRequest {
  const block = card.blocks?.find((one) => one.type === 'actions');
  const button = block?.elements.find((element) => 'action_id' in element && element.action_id === actionId);
  const entry = { ...button, block_id: block?.block_id };
  return { kind: 'interactive', payload: messageActionPayload(office.workspace.world, user, card, entry, {}) };
}

/** Does what Slack tells the app of by an event, and resolves to that event; unheard, it is not sent to the app. */
async function noticed(act: () => Promise<unknown>, { isHeard = true } = {}): Promise<AppRequest> {
  const { world } = office.workspace;
  const { events } = world;
  const told: AppRequest['payload'][] = [];
  const listening: Events = {
    quiet: () => events.quiet(),
    send: (payload) => {
      told.push(payload);
      if (isHeard) events.send(payload);
    },
  };
  Object.assign(world, { events: listening });
  await act().finally(() => Object.assign(world, { events }));
  return { kind: 'events_api', payload: told.find(byPerson)! };
}

function byPerson(payload: AppRequest['payload']): boolean {
  return !JSON.stringify(payload['event']).includes(`"user":"${office.workspace.world.identity.botUserId}"`);
}

async function effects() {
  const { sql } = office.database;
  const cases = await sql<{ summary: string }[]>`select summary from cases`;
  const log = await sql<{ kind: string; text: string | null }[]>`select kind, text from case_entries order by id`;
  const audit = await sql<{ action: string }[]>`select action from audit_log where action like 'case.%' order by id`;
  const { ephemerals } = office.workspace.world.state;
  return {
    cases: cases.map(({ summary }) => summary),
    log: log.map(({ kind, text }) => (text === null ? kind : `${kind}: ${text}`)),
    audit: audit.map(({ action }) => action),
    receipts: ephemerals.filter(({ to, text }) => to === 'U0ANA' && text.includes('#1')).length,
    cards: cards(office).length,
    statusMessages: statusMessages(office, 'U0ANA').length,
  };
}
