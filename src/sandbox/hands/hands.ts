import type { Act, ActResult, MessageState, OpenViewState, PageState, ViewStateValues } from '../protocol.ts';
import { chosenIn, valuesOf } from './choose.ts';
import { type Control, findField, findPressable } from './controls.ts';
import { Eyes } from './eyes.ts';
import type { Where } from './failure.ts';
import { channelsAt, holds, messagesAt, messageWords, type Place, topView } from './screen.ts';
import { composeText } from './typed-text.ts';
import { label, wordsIn } from './words.ts';

type Spot = { readonly message: { channel: string; ts: string } } | { readonly view: string };

interface Found {
  readonly spot: Spot;
  readonly control: Control;
}

/**
 * The hands of one person: presses, types and chooses by the words on the screen, and waits until they are there. What
 * people do is in the imperative, what they see begins with sees; all of it is listed in docs/sandbox.md.
 */
export class Hands extends Eyes {
  /** What was typed into modals and not sent yet, by view. */
  readonly #typed = new Map<string, ViewStateValues>();

  /** Types a slash command: `command('/escalate refund 180', { in: '#care' })`. */
  async command(typed: string, where: { in: Place }): Promise<void> {
    const [command = '', ...words] = typed.split(' ');
    const channel = await this.#channel(where.in);
    await this.#do(
      `type “${typed}”`,
      { type: 'command', as: this.id, channel, command, text: words.join(' ').trim() },
      where,
    );
  }

  /** Runs a global shortcut by its name. */
  async shortcut(name: string): Promise<void> {
    const callbackId = await this.#shortcutId(name, 'global');
    await this.#do(`run “${name}”`, { type: 'shortcut', as: this.id, callbackId });
  }

  /** Runs a message shortcut on the newest message that says `on`. */
  async messageShortcut(name: string, where: Where & { on: string }): Promise<void> {
    const callbackId = await this.#shortcutId(name, 'message');
    const { channel, ts } = await this.#messageOn(where);
    await this.#do(`run “${name}”`, { type: 'message_shortcut', as: this.id, callbackId, channel, ts }, where);
  }

  /** Writes a message, or a reply in the thread of the message that says `replyTo`; resolves to its ts. */
  async say(typed: string, where: { in: Place; replyTo?: string }): Promise<string> {
    const parent = where.replyTo === undefined ? undefined : await this.seesMessage(where.replyTo, where);
    const channel = await this.#channel(where.in);
    const text = composeText(await this.screen(), typed);
    const threadTs = parent && (parent.threadTs ?? parent.ts);
    const act = { type: 'message', as: this.id, channel, text, ...(threadTs ? { threadTs } : {}) } as const;
    const result = await this.#do(`say “${typed}”`, act, where);
    return result.ts ?? '';
  }

  /** Sends files, with no words of their own, in one message. */
  async give(files: Readonly<Record<string, string>>, where: { in: Place }): Promise<string> {
    const uploaded = Object.entries(files).map(([name, content]) => this.#upload(name, content, where));
    const ids = (await Promise.all(uploaded)).flatMap((file) => (typeof file?.['id'] === 'string' ? [file['id']] : []));
    const channel = await this.#channel(where.in);
    const result = await this.#do('send files', { type: 'message', as: this.id, channel, text: '', files: ids }, where);
    return result.ts ?? '';
  }

  async edit(said: string, typed: string, where: Where = {}): Promise<void> {
    const { channel, ts } = await this.seesMessage(said, where);
    const text = composeText(await this.screen(), typed);
    await this.#do(`edit “${said}”`, { type: 'edit', as: this.id, channel, ts, text }, where);
  }

  async delete(said: string, where: Where = {}): Promise<void> {
    const { channel, ts } = await this.seesMessage(said, where);
    await this.#do(`delete “${said}”`, { type: 'delete', as: this.id, channel, ts }, where);
  }

  async react(name: string, where: Where & { on: string }): Promise<void> {
    const { channel, ts } = await this.#messageOn(where);
    await this.#do(`react with :${name}:`, { type: 'react', as: this.id, channel, ts, name }, where);
  }

  async unreact(name: string, where: Where & { on: string }): Promise<void> {
    const { channel, ts } = await this.#messageOn(where);
    await this.#do(`take :${name}: back`, { type: 'unreact', as: this.id, channel, ts, name }, where);
  }

  async invite(name: string, where: { in: Place }): Promise<void> {
    const person = (await this.screen()).people.find((candidate) => candidate.name === name.toLowerCase());
    if (!person) throw await this.failure(`could not invite ${name}`, where, 'nobody is called that');
    const channel = await this.#channel(where.in);
    await this.#do(`invite ${name}`, { type: 'invite', as: this.id, channel, user: person.id }, where);
  }

  async join(place: Place): Promise<void> {
    await this.#do('join', { type: 'join', as: this.id, channel: await this.#channel(place) }, { in: place });
  }

  async leave(place: Place): Promise<void> {
    await this.#do('leave', { type: 'leave', as: this.id, channel: await this.#channel(place) }, { in: place });
  }

  async openHome(): Promise<void> {
    await this.#do('open Home', { type: 'open_home', as: this.id }, { in: 'home' });
  }

  /** Types into the input with this label, in the topmost modal. */
  async fill(field: string, text: string): Promise<void> {
    const { view, control } = await this.#field(field);
    const entry = { type: control.element['type'], value: text };
    this.#remember(view, control, entry);
    const on = control.element['dispatch_action_config'] as { trigger_actions_on?: string[] } | undefined;
    const isTold =
      control.block['dispatch_action'] === true && on?.trigger_actions_on?.includes('on_character_entered');
    if (isTold)
      await this.#press(`type into “${field}”`, { spot: { view: view.id }, control }, { value: text }, { in: 'modal' });
  }

  /** Puts a file into the file input with this label, in the topmost modal. */
  async attach(field: string, name: string, content: string): Promise<void> {
    const { view, control } = await this.#field(field);
    const file = await this.#upload(name, content, { in: 'modal' });
    this.#remember(view, control, { type: 'file_input', files: [file] });
  }

  /** Presses Enter in an input that tells the app what was typed; `text` is typed into one on App Home. */
  async pressEnter(field: string, text?: string): Promise<void> {
    const found = await this.#fieldAnywhere(field, { in: text === undefined ? 'modal' : 'home' });
    const { blockId, element } = found.control;
    const entry = found.view && this.#typed.get(found.view.id)?.[blockId]?.[String(element['action_id'])];
    await this.#press(`press Enter in “${field}”`, found, text === undefined ? valuesOf(entry) : { value: text }, {});
  }

  /** Chooses by words: an option, people by name, channels as #name, dates as 2026-01-31. Several as a list. */
  async choose(field: string, choice: string | readonly string[], where: Where = { in: 'modal' }): Promise<void> {
    const choices = typeof choice === 'string' ? [choice] : choice;
    const { spot, control, state, view } = await this.#fieldAnywhere(field, where);
    const actionId = String(control.element['action_id']);
    const tried = `choose “${choices.join('”, “')}” in “${field}”`;
    const entry = await chosenIn(state, control.element, choices, (value) =>
      this.client.act({ type: 'suggest', as: this.id, where: spot, blockId: control.blockId, actionId, value }),
    ).catch(async (error: unknown) => {
      throw await this.failure(`could not ${tried}`, where, error instanceof Error ? error.message : String(error));
    });
    if (view) this.#remember(view, control, entry);
    const isInput = control.block['type'] === 'input';
    if (!isInput || control.block['dispatch_action'] === true)
      await this.#press(tried, { spot, control }, valuesOf(entry), where);
  }

  /** Presses a button, or picks an entry of an overflow menu; confirms if asked. */
  async click(words: string, where: Where = {}): Promise<void> {
    const found = await this.waitIn(`press “${words}”`, where, (state) => this.#pressable(state, words, where));
    const chosen = found.option ? { selected_option: found.option } : {};
    await this.#press(`press “${words}”`, found, chosen, where);
  }

  /** Submits the topmost modal; an error if it stays open with field errors. */
  async submit(): Promise<void> {
    const errors = await this.#submit();
    const said = Object.entries(errors ?? {}).map(([field, text]) => `“${field}”: ${text}`);
    if (errors) throw await this.failure('could not submit', { in: 'modal' }, said.join('; '));
  }

  /** Submits the topmost modal and expects it to be refused; the errors by the label of their input. */
  async submitRefused(): Promise<Record<string, string>> {
    const errors = await this.#submit();
    if (!errors) throw await this.failure('submitted a form that should have been refused', {});
    return errors;
  }

  /** Closes the topmost modal. */
  async close(): Promise<void> {
    const view = await this.seesModal();
    await this.#do('close the modal', { type: 'close_view', as: this.id, view: view.id }, { in: 'modal' });
  }

  #pressable(
    state: PageState,
    words: string,
    where: Where,
  ): (Found & { option?: Record<string, unknown> }) | undefined {
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
    if (!view) throw await this.failure(`looked for “${field}”`, { in: 'modal' });
    return { view, control };
  }

  #fieldAnywhere(field: string, where: Where): Promise<Found & { state: PageState; view?: OpenViewState }> {
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

  async #press(tried: string, { spot, control }: Found, chosen: Record<string, unknown>, where: Where): Promise<void> {
    const { blockId, element } = control;
    const state = 'view' in spot ? this.#typed.get(spot.view) : undefined;
    const action = { type: String(element['type']), action_id: String(element['action_id']), ...chosen };
    const act = {
      type: 'block_action',
      as: this.id,
      where: spot,
      blockId,
      action,
      ...(state ? { state } : {}),
    } as const;
    await this.#do(tried, act, where);
  }

  /** The errors by the label of their input, if the form was refused. */
  async #submit(): Promise<Record<string, string> | undefined> {
    const { id, view } = await this.seesModal();
    const act = { type: 'submit', as: this.id, view: id, state: this.#typed.get(id) ?? {} } as const;
    const result = await this.#do('submit', act, { in: 'modal' });
    if (!result.errors && !result.view) this.#typed.delete(id);
    if (!result.errors) return undefined;
    const state = await this.screen();
    const labels = new Map(
      view.blocks.map((block) => [block.block_id, 'label' in block ? wordsIn(state, block.label)[0] : undefined]),
    );
    return Object.fromEntries(
      Object.entries(result.errors).map(([blockId, text]) => [labels.get(blockId) ?? blockId, text]),
    );
  }

  async #upload(name: string, content: string, where: Where): Promise<Record<string, unknown> | undefined> {
    const contentBase64 = Buffer.from(content).toString('base64');
    return (await this.#do(`upload ${name}`, { type: 'upload', as: this.id, name, contentBase64 }, where)).file;
  }

  #messageOn({ on, ...place }: Where & { on: string }): Promise<MessageState> {
    return this.seesMessage(on, place);
  }

  async #channel(place: Place): Promise<string> {
    const state = await this.screen();
    const [channel] = channelsAt(state, place);
    if (channel) return channel.id;
    const partner = state.people.find(({ name }) => `@${name}` === place.toLowerCase());
    if (!partner) throw await this.failure('looked for a place', { in: place });
    const opened = await this.#do(`write to ${place}`, { type: 'open_dm', as: this.id, user: partner.id });
    return opened.channel ?? '';
  }

  async #shortcutId(name: string, type: 'global' | 'message'): Promise<string> {
    const { shortcuts } = await this.screen();
    const shortcut = shortcuts.find((candidate) => candidate.type === type && label(candidate.name) === label(name));
    if (!shortcut) {
      const others = shortcuts.filter((candidate) => candidate.type === type).map((one) => `“${one.name}”`);
      throw await this.failure(`found no ${type} shortcut “${name}”`, {}, `there are ${others.join(', ') || 'none'}`);
    }
    return shortcut.callbackId;
  }

  async #do(tried: string, act: Act, where: Where = {}): Promise<ActResult & { ok: true }> {
    const result = await this.client.act(act);
    if (!result.ok) throw await this.failure(`could not ${tried}`, where, result.error);
    return result;
  }
}
