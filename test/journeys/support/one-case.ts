import type { View } from '@slack/types';
import type { Hands } from '../../../src/sandbox/hands/hands.ts';
import type { TestDatabase } from '../../support/database.ts';
import { eventually } from '../../support/worker.ts';
import type { Dealt } from './real-texts.ts';

/** Who lives through a case, and where. */
export interface Desk {
  readonly raiser: Hands;
  readonly decider: Hands;
  readonly channel: `#${string}`;
  readonly escalations: `#${string}`;
}

export interface Lived extends Dealt {
  readonly number: number;
  readonly viaMessage: boolean;
}

const DIRECT = '@floorwalker';

/** One case from the complaint to its decision, with awkward text in every field. `see` is shown each form. */
export async function liveThrough(
  database: TestDatabase,
  { raiser, decider, channel, escalations }: Desk,
  dealt: Dealt,
  see: (view: View) => void,
): Promise<Lived> {
  const { typed, index, narrative } = dealt;
  const viaMessage = index % 2 === 0 || narrative.length > 3000;
  const before = await casesOf(database, raiser.id);

  if (viaMessage) {
    await raiser.say(`Letter ${index}: ${narrative}`, { in: channel });
    await raiser.messageShortcut('Escalate message', { in: channel, on: `Letter ${index}:` });
  } else {
    await raiser.command('/escalate', { in: channel });
  }
  await raiser.seesModal('Escalate');
  await raiser.fill('Summary', typed.summary);
  // Whatever the form has read from the letter.
  await raiser.choose('What does the customer want?', index % 3 === 0 ? 'Refund' : 'Answer');
  await raiser.click('More details');
  await fillIn(raiser, { Customer: typed.customer, Category: typed.category });
  await raiser.fill('What happened', viaMessage ? typed.extra : narrative);
  await send(raiser, see);
  const number = await nextNumber(database, raiser.id, before.length);

  const card = { in: escalations, on: `#${number} ·` } as const;
  const reached = (state: string) => reaches(database, number, state);
  await decider.click('Claim', card);
  await reached('claimed');
  await decider.click('Ask for info', card);
  await decider.fill('What do you need to know?', typed.question);
  await send(decider, see);
  await reached('waiting');
  await raiser.click('Answer', { in: DIRECT, on: `about #${number}:` });
  await raiser.fill('Your answer', typed.answer);
  await send(raiser, see);
  await reached('claimed');

  await decider.click('Resolve', card);
  await decider.seesModal('Resolve');
  if (index % 3 !== 0) await decider.click('Add a write-up', { in: 'modal' });
  await decider.choose('Decision', 'Refused');
  await fillIn(decider, {
    'What should': typed.tellCustomer,
    'What was the issue?': typed.writeUpIssue,
    'Who was it with?': typed.writeUpWho,
    'What was said to put it right?': typed.writeUpSaid,
    'What was the outcome?': typed.writeUpOutcome,
  });
  await send(decider, see);
  await reached('resolved');
  return { ...dealt, number, viaMessage };
}

async function fillIn(hands: Hands, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) await hands.fill(label, text);
}

async function send(hands: Hands, see: (view: View) => void): Promise<void> {
  see((await hands.seesModal()).view);
  await hands.submit();
}

function casesOf({ sql }: TestDatabase, slackId: string): Promise<{ number: number }[]> {
  return sql<{ number: number }[]>`select number from cases where raised_by = ${slackId} order by number`;
}

async function nextNumber(database: TestDatabase, slackId: string, known: number): Promise<number> {
  let number = 0;
  await eventually(async () => {
    const raised = (await casesOf(database, slackId))[known];
    if (!raised) throw new Error(`${slackId} has raised nothing`);
    number = raised.number;
  });
  return number;
}

/** Until the card shows it: whoever presses a button while a card is drawn anew presses beside it. */
async function reaches({ sql }: TestDatabase, number: number, state: string): Promise<void> {
  await eventually(async () => {
    const [row] = await sql<{ state: string; drawn: boolean }[]>`
      select state, not exists (
        select from outbox_messages
        where message_key = 'case:' || cases.id || ':card' and state in ('queued', 'sending')) as drawn
      from cases where number = ${number}`;
    if (row?.state !== state || !row.drawn) throw new Error(`the card of #${number} does not say ${state} yet`);
  });
}
