import type { MessageState, OpenViewState, PageState } from '../protocol.ts';
import type { WorkspaceClient } from './client.ts';
import { describeFailure, type Where } from './failure.ts';
import { holds, messagesAt, messageWords, textsAt, topView } from './screen.ts';
import { label } from './words.ts';

/** The eyes of one person: waits until something is there, and says what was on the screen when it never came. */
export class Eyes {
  readonly id: string;
  protected readonly client: WorkspaceClient;
  readonly #name: string;

  constructor(client: WorkspaceClient, id: string, name: string) {
    this.client = client;
    this.id = id;
    this.#name = name;
  }

  screen(): Promise<PageState> {
    return this.client.state(this.id);
  }

  /** Waits until this can be read; resolves to the whole text it stands in. */
  sees(words: string | RegExp, where: Where = {}): Promise<string> {
    return this.waitIn(`see ${quoted(words)}`, where, (state) => findText(state, words, where));
  }

  /** Waits for a modal; with a title, for that one. */
  seesModal(title?: string): Promise<OpenViewState> {
    const wanted = title === undefined ? 'see a modal' : `see the modal “${title}”`;
    return this.waitIn(wanted, { in: 'modal' }, (state) => {
      const top = topView(state);
      const isWanted =
        title === undefined || (top?.view.type === 'modal' && label(top.view.title.text) === label(title));
      return isWanted ? top : undefined;
    });
  }

  /** Waits until all modals are closed. */
  async seesNoModal(): Promise<void> {
    await this.waitIn('see no modal', { in: 'modal' }, (state) => (state.views.length === 0 ? true : undefined));
  }

  /** Waits for the newest message that says this. */
  seesMessage(words: string | RegExp, where: Where = {}): Promise<MessageState> {
    return this.waitIn(`see a message ${quoted(words)}`, where, (state) =>
      messagesAt(state, where.in).find((message) => isMeant(messageWords(state, message), words, where)),
    );
  }

  /** Whether this can be read right now. */
  async canSee(words: string | RegExp, where: Where = {}): Promise<boolean> {
    return findText(await this.screen(), words, where) !== undefined;
  }

  /** Waits until `find` finds something on this person's screen. */
  waitFor<T>(what: string, find: (state: PageState) => T | undefined, where: Where = {}): Promise<T> {
    return this.waitIn(what, where, find);
  }

  protected async waitIn<T>(what: string, where: Where, find: (state: PageState) => T | undefined): Promise<T> {
    const found = await this.client.until(this.id, find);
    if (found === undefined)
      throw await this.failure(`waited ${this.client.patienceMs / 1000} s in vain to ${what}`, where);
    return found;
  }

  /** An error that says who tried this in vain, and what was there instead. */
  protected async failure(tried: string, where: Where, why?: string): Promise<Error> {
    const [screen, troubles] = await Promise.all([this.screen(), this.client.troubles()]);
    return new Error(describeFailure({ who: this.#name, tried, where, why, screen, troubles }));
  }
}

function findText(state: PageState, words: string | RegExp, where: Where): string | undefined {
  return textsAt(state, where.in).find((text) => isMeant(text, words, where));
}

function isMeant(text: string, words: string | RegExp, { on }: Where): boolean {
  return holds(text, words) && (on === undefined || holds(text, on));
}

function quoted(words: string | RegExp): string {
  return typeof words === 'string' ? `“${words}”` : String(words);
}
