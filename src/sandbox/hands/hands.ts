import type { Act, ActResult, OpenViewState, PageState, ViewStateValues } from '../protocol.ts';
import { chosenIn, valuesOf } from './choose.ts';
import { type Control, findField, findPressable } from './controls.ts';
import { Eyes, holds, type Where } from './eyes.ts';
import { channelsAt, messagesAt, messageWords, type Place, topView } from './screen.ts';
import { composeText } from './typed-text.ts';
import { label, wordsIn } from './words.ts';

type Spot = { readonly message: { channel: string; ts: string } } | { readonly view: string };

/** The hands of one person: presses, types and chooses by the words on the screen, and waits until they are there. */
export class Hands extends Eyes {
  /** What was typed into modals and not sent yet, by view. */
  readonly #typed = new Map<string, ViewStateValues>();

  /** Types a slash command: `command('/escalate refund 180', { in: '#care' })`. */
  async command(typed: string, where: { in: Place }): Promise<void> {
    const [command = '', ...words] = typed.split(' ');
    const channel = await this.#channel(where.in);
    await this.#do({ type: 'command', as: this.id, channel, command, text: words.join(' ').trim() });
  }

  /** Runs a global shortcut by its name. */
  async shortcut(name: string): Promise<void> {
    await this.#do({ type: 'shortcut', as: this.id, callbackId: await this.#shortcutId(name, 'global') });
  }

  /** Runs a message shortcut on the newest message that says `on`. */
  async messageShortcut(name: string, where: Where & { on: string }): Promise<void> {
    const callbackId = await this.#shortcutId(name, 'message');
    const { channel, ts } = await this.seesMessage(where.on, where);
    await this.#do({ type: 'message_shortcut', as: this.id, callbackId, channel, ts });
  }

  /** Writes a message, or a reply in the thread of the message that says `replyTo`; resolves to its ts. */
  async say(typed: string, where: { in: Place; replyTo?: string }): Promise<string> {
    const parent = where.replyTo === undefined ? undefined : await this.seesMessage(where.replyTo, where);
    const channel = await this.#channel(where.in);
    const text = composeText(await this.screen(), typed);
    const threadTs = parent && (parent.threadTs ?? parent.ts);
    const result = await this.#do({ type: 'message', as: this.id, channel, text, ...(threadTs ? { threadTs } : {}) });
    return result.ts ?? '';
  }

  async edit(said: string, typed: string, where: Where = {}): Promise<void> {
    const { channel, ts } = await this.seesMessage(said, where);
    await this.#do({ type: 'edit', as: this.id, channel, ts, text: composeText(await this.screen(), typed) });
  }

  async delete(said: string, where: Where = {}): Promise<void> {
    const { channel, ts } = await this.seesMessage(said, where);
    await this.#do({ type: 'delete', as: this.id, channel, ts });
  }

  async react(name: string, where: Where & { on: string }): Promise<void> {
    const { channel, ts } = await this.seesMessage(where.on, where);
    await this.#do({ type: 'react', as: this.id, channel, ts, name });
  }

  async invite(name: string, where: { in: Place }): Promise<void> {
    const person = (await this.screen()).people.find((candidate) => candidate.name === name.toLowerCase());
    if (!person) throw new Error(`nobody is called ${name}`);
    await this.#do({ type: 'invite', as: this.id, channel: await this.#channel(where.in), user: person.id });
  }

  async join(place: Place): Promise<void> {
    await this.#do({ type: 'join', as: this.id, channel: await this.#channel(place) });
  }

  async leave(place: Place): Promise<void> {
    await this.#do({ type: 'leave', as: this.id, channel: await this.#channel(place) });
  }

  async openHome(): Promise<void> {
    await this.#do({ type: 'open_home', as: this.id });
  }

  /** Types into the input with this label, in the topmost modal. */
  async fill(field: string, text: string): Promise<void> {
    const { view, control } = await this.#field(field);
    const entry = { type: control.element['type'], value: text };
    this.#remember(view, control, entry);
    const on = control.element['dispatch_action_config'] as { trigger_actions_on?: string[] } | undefined;
    const isTold =
      control.block['dispatch_action'] === true && on?.trigger_actions_on?.includes('on_character_entered');
    if (isTold) await this.#press({ view: view.id }, control, { value: text });
  }

  /** Presses Enter in an input that tells the app what was typed. */
  async pressEnter(field: string): Promise<void> {
    const { view, control } = await this.#field(field);
    const entry = this.#typed.get(view.id)?.[control.blockId]?.[String(control.element['action_id'])];
    await this.#press({ view: view.id }, control, valuesOf(entry));
  }

  /** Chooses by words: an option, people by name, channels as #name, dates as 2026-01-31. Several as a list. */
  async choose(field: string, choice: string | readonly string[], where: Where = { in: 'modal' }): Promise<void> {
    const choices = typeof choice === 'string' ? [choice] : choice;
    const { spot, control, state, view } = await this.#fieldAnywhere(field, where);
    const actionId = String(control.element['action_id']);
    const entry = await chosenIn(state, control.element, choices, (value) =>
      this.client.act({ type: 'suggest', as: this.id, where: spot, blockId: control.blockId, actionId, value }),
    );
    if (view) this.#remember(view, control, entry);
    const isInput = control.block['type'] === 'input';
    if (!isInput || control.block['dispatch_action'] === true) await this.#press(spot, control, valuesOf(entry));
  }

  /** Presses a button, or picks an entry of an overflow menu; confirms if asked. */
  async click(words: string, where: Where = {}): Promise<void> {
    const found = await this.waitIn(`press “${words}”`, where, (state) => this.#pressable(state, words, where));
    const chosen = found.option ? { selected_option: found.option } : {};
    await this.#press(found.spot, found.control, chosen);
  }

  /** Submits the topmost modal; an error if it stays open with field errors. */
  async submit(): Promise<void> {
    const { errors } = await this.#submit();
    if (errors) throw new Error(`${this.name} could not submit: ${JSON.stringify(errors, null, 2)}`);
  }

  /** Submits the topmost modal and expects it to be refused; the errors by the label of their input. */
  async submitRefused(): Promise<Record<string, string>> {
    const { view, errors } = await this.#submit();
    if (!errors) throw new Error(`${this.name}'s form was accepted, though it should have been refused`);
    const state = await this.screen();
    const labels = new Map(
      view.view.blocks.map((block) => [block.block_id, 'label' in block ? wordsIn(state, block.label)[0] : undefined]),
    );
    return Object.fromEntries(Object.entries(errors).map(([blockId, text]) => [labels.get(blockId) ?? blockId, text]));
  }

  /** Closes the topmost modal. */
  async close(): Promise<void> {
    const view = await this.seesModal();
    await this.#do({ type: 'close_view', as: this.id, view: view.id });
  }

  #pressable(
    state: PageState,
    words: string,
    where: Where,
  ): { spot: Spot; control: Control; option?: Record<string, unknown> } | undefined {
    for (const { spot, blocks } of this.#spots(state, where)) {
      const found = findPressable(blocks, words);
      if (found) return { spot, ...found };
    }
    return undefined;
  }

  /** Where controls can be: the topmost modal, then messages from the newest, then the Home tab. */
  #spots(
    state: PageState,
    { in: place, on }: Where,
  ): { spot: Spot; blocks: readonly unknown[]; view?: OpenViewState }[] {
    const modal = topView(state);
    const isModalMeant = place === 'modal' || (place === undefined && on === undefined);
    const messages = messagesAt(state, place).filter(
      (message) => on === undefined || holds(messageWords(state, message), on),
    );
    const home = place === 'home' || place === undefined ? state.home : null;
    return [
      ...(modal && isModalMeant ? [{ spot: { view: modal.id }, blocks: modal.view.blocks, view: modal }] : []),
      ...messages.map(({ channel, ts, blocks = [] }) => ({ spot: { message: { channel, ts } }, blocks })),
      ...(home ? [{ spot: { view: 'home' }, blocks: home.blocks }] : []),
    ];
  }

  async #field(field: string): Promise<{ view: OpenViewState; control: Control }> {
    const { view, control } = await this.#fieldAnywhere(field, { in: 'modal' });
    if (!view) throw new Error('only modals are filled in');
    return { view, control };
  }

  #fieldAnywhere(
    field: string,
    where: Where,
  ): Promise<{ spot: Spot; control: Control; state: PageState; view?: OpenViewState }> {
    return this.waitIn(`find the field “${field}”`, where, (state) => {
      for (const { spot, blocks, view } of this.#spots(state, where)) {
        const control = findField(state, blocks, field);
        if (control) return { spot, control, state, ...(view ? { view } : {}) };
      }
      return undefined;
    });
  }

  #remember(view: OpenViewState, control: Control, entry: unknown): void {
    const values = this.#typed.get(view.id) ?? {};
    (values[control.blockId] ??= {})[String(control.element['action_id'])] = entry;
    this.#typed.set(view.id, values);
  }

  async #press(spot: Spot, { blockId, element }: Control, chosen: Record<string, unknown>): Promise<void> {
    const state = 'view' in spot ? this.#typed.get(spot.view) : undefined;
    const action = { type: String(element['type']), action_id: String(element['action_id']), ...chosen };
    await this.#do({ type: 'block_action', as: this.id, where: spot, blockId, action, ...(state ? { state } : {}) });
  }

  async #submit(): Promise<{ view: OpenViewState; errors: Record<string, string> | undefined }> {
    const view = await this.seesModal();
    const result = await this.#do({
      type: 'submit',
      as: this.id,
      view: view.id,
      state: this.#typed.get(view.id) ?? {},
    });
    if (!result.errors && !result.view) this.#typed.delete(view.id);
    return { view, errors: result.errors };
  }

  async #channel(place: Place): Promise<string> {
    const state = await this.screen();
    const [channel] = channelsAt(state, place);
    if (channel) return channel.id;
    const partner = state.people.find(({ name }) => `@${name}` === place.toLowerCase());
    if (!partner) throw new Error(`${this.name} sees no ${place}`);
    const opened = await this.#do({ type: 'open_dm', as: this.id, user: partner.id });
    return opened.channel ?? '';
  }

  async #shortcutId(name: string, type: 'global' | 'message'): Promise<string> {
    const { shortcuts } = await this.screen();
    const shortcut = shortcuts.find((candidate) => candidate.type === type && label(candidate.name) === label(name));
    if (!shortcut) throw new Error(`there is no ${type} shortcut “${name}”`);
    return shortcut.callbackId;
  }

  async #do(act: Act): Promise<ActResult & { ok: true }> {
    const result = await this.client.act(act);
    if (!result.ok) throw new Error(await this.story(`could not do ${act.type}: ${result.error}`, {}));
    return result;
  }
}
