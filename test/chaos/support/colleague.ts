import type { KnownBlock, View } from '@slack/types';
import { perform } from '../../../src/sandbox/acts/perform.ts';
import type { Act, ActResult, ViewStateValues } from '../../../src/sandbox/protocol.ts';
import type { Message } from '../../../src/sandbox/state/state.ts';
import { clearModals, topModal } from '../../../src/sandbox/state/views.ts';
import type { World } from '../../../src/sandbox/world.ts';
import { until } from './until.ts';

/**
 * How an act ended: the app took it (its 200), said that it did not, or nobody knows (no answer in time, or the line
 * broke); or there was nothing (any more) to press.
 */
export type Outcome = 'taken' | 'refused' | 'unknown' | 'gone';

/** Acts at once, without waiting for the screen, and knows whether the app took it: for many people, or an app that dies. */
export class Colleague {
  readonly id: string;
  readonly #world: World;

  constructor(world: World, id: string) {
    this.#world = world;
    this.id = id;
  }

  /** As colleagues call them. */
  get name(): string {
    return this.#world.state.people[this.id]!.realName.split(' ')[0]!;
  }

  /** `/escalate summary`, Enter, Enter. A form that is still open from the last try is sent again. */
  async raise(summary: string): Promise<Outcome> {
    const command = { type: 'command', channel: 'C0CARE', command: '/escalate', text: summary } as const;
    if (!this.#hasOpen('case.escalate')) await this.#do({ ...command, as: this.id });
    return this.#submit('case.escalate');
  }

  claim(card: Message): Promise<Outcome> {
    return this.#press(card, 'case.claim', { type: 'button' });
  }

  /** By the menu of the card and its form. */
  async note(card: Message, text: string): Promise<Outcome> {
    if (!this.#hasOpen('case.note')) {
      const choice = overflowOption(card, 'note:');
      await this.#press(card, 'case.more', { type: 'overflow', selected_option: choice });
    }
    return this.#submit('case.note', { text });
  }

  /** By the button of the card and its form. */
  async ask(card: Message, question: string): Promise<Outcome> {
    if (!this.#hasOpen('case.ask')) await this.#press(card, 'case.ask', { type: 'button' });
    return this.#submit('case.ask', { question });
  }

  /** By the button of the message in which they follow their case. */
  async answer(status: Message, text: string): Promise<Outcome> {
    if (!this.#hasOpen('case.details')) await this.#press(status, 'case.details', { type: 'button' });
    return this.#submit('case.details', { text });
  }

  async resolve(card: Message, tellCustomer: string): Promise<Outcome> {
    if (!this.#hasOpen('case.resolve')) await this.#press(card, 'case.resolve', { type: 'button' });
    return this.#submit('case.resolve', { tellCustomer }, { decision: 'answered' });
  }

  /** In the thread; Slack tells the app by an event, for as long as it takes. */
  async reply(card: Message, text: string): Promise<Message> {
    const result = await this.#do({ type: 'message', as: this.id, channel: card.channel, text, threadTs: card.ts });
    if (!result.ok) throw new Error(`${this.name} could not reply: ${result.error}`);
    return this.#world.state.messages[card.channel]!.find((message) => message.ts === result.ts)!;
  }

  #hasOpen(callbackId: string): boolean {
    const open = topModal(this.#world.state, this.id);
    if (open?.view.callback_id === callbackId) return true;
    clearModals(this.#world.state, this.id);
    return false;
  }

  /** Sends the form; `texts` are typed and `choices` chosen, by the names of their fields. */
  async #submit(
    callbackId: string,
    texts: Readonly<Record<string, string>> = {},
    choices: Readonly<Record<string, string>> = {},
  ): Promise<Outcome> {
    // It did not open: whatever the reason, nothing was sent.
    if (!this.#hasOpen(callbackId)) return 'refused';
    const open = topModal(this.#world.state, this.id)!;
    const state = {
      ...Object.fromEntries(Object.entries(texts).map(([field, value]) => [field, typed(open.values, field, value)])),
      ...Object.fromEntries(Object.entries(choices).map(([field, value]) => [field, chosen(open.view, field, value)])),
    };
    return outcomeOf(await this.#do({ type: 'submit', as: this.id, view: open.id, state }));
  }

  async #press(card: Message, actionId: string, action: { type: string } & Record<string, unknown>): Promise<Outcome> {
    const block = card.blocks?.find((one) => one.type === 'actions' && JSON.stringify(one).includes(`"${actionId}"`));
    if (!block) return 'gone';
    const result = await this.#do({
      type: 'block_action',
      as: this.id,
      where: { message: { channel: card.channel, ts: card.ts } },
      blockId: block.block_id ?? '',
      action: { action_id: actionId, ...action },
    });
    return outcomeOf(result);
  }

  #do(act: Act): Promise<ActResult> {
    return perform(this.#world, act);
  }
}

function outcomeOf(result: ActResult): Outcome {
  if (result.ok) return result.errors ? 'refused' : 'taken';
  return result.error === 'http_error' ? 'refused' : 'unknown';
}

/** Tries again, as people do, until the app took it or there is nothing to press any more. */
export async function insist(act: () => Promise<Outcome>): Promise<Outcome> {
  return until(
    'the app took it',
    async () => {
      const outcome = await act();
      return outcome === 'taken' || outcome === 'gone' ? outcome : undefined;
    },
    90_000,
    200,
  );
}

function typed(values: ViewStateValues, field: string, value: string): Record<string, unknown> {
  const [[actionId, entry] = [field, { type: 'plain_text_input' }]] = Object.entries(values[field] ?? {});
  return { [actionId]: { ...(entry as object), value } };
}

function chosen({ blocks }: View, field: string, value: string): Record<string, unknown> {
  const inputs = (blocks as readonly KnownBlock[]).flatMap((block) => (block.type === 'input' ? [block] : []));
  const element = inputs.find((input) => input.block_id === field)?.element;
  if (element?.type !== 'static_select') throw new Error(`there is no menu called ${field}`);
  const option = element.options?.find((candidate) => candidate.value === value);
  return { [element.action_id ?? field]: { type: element.type, selected_option: option } };
}

function overflowOption(card: Message, beginning: string): unknown {
  const elements = card.blocks?.flatMap((block) => (block.type === 'actions' ? block.elements : [])) ?? [];
  const options = elements.flatMap((element) => (element.type === 'overflow' ? element.options : []));
  return options.find((option) => option.value?.startsWith(beginning));
}
