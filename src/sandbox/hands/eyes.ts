import type { MessageState, OpenViewState, PageState } from '../protocol.ts';
import type { WorkspaceClient } from './client.ts';
import { describeScreen, messagesAt, messageWords, type Place, textsAt, topView } from './screen.ts';
import { label } from './words.ts';

export interface Where {
  /** Default: everywhere this person can look, the topmost modal first. */
  readonly in?: Place;
  /** Only messages that say this. */
  readonly on?: string;
}

/** The eyes of one person: waits until something is there, and says what was on the screen when it never came. */
export class Eyes {
  readonly id: string;
  protected readonly client: WorkspaceClient;
  protected readonly name: string;

  constructor(client: WorkspaceClient, id: string, name: string) {
    this.client = client;
    this.id = id;
    this.name = name;
  }

  screen(): Promise<PageState> {
    return this.client.state(this.id);
  }

  /** Waits for a modal; with a title, for that one. */
  seesModal(title?: string): Promise<OpenViewState> {
    return this.waitIn(`see a modal ${title ?? ''}`, { in: 'modal' }, (state) => {
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

  /** Waits until this can be read; resolves to the whole text it stands in. */
  sees(words: string | RegExp, where: Where = {}): Promise<string> {
    return this.waitIn(`see “${String(words)}”`, where, (state) =>
      textsAt(state, where.in).find((text) => holds(text, words) && (where.on === undefined || holds(text, where.on))),
    );
  }

  /** Whether this can be read right now. */
  async canSee(words: string | RegExp, where: Where = {}): Promise<boolean> {
    return textsAt(await this.screen(), where.in).some((text) => holds(text, words));
  }

  /** Waits for the newest message that says this. */
  seesMessage(words: string | RegExp, where: Where = {}): Promise<MessageState> {
    return this.waitIn(`find a message “${String(words)}”`, where, (state) =>
      messagesAt(state, where.in).find((message) => holds(messageWords(state, message), words)),
    );
  }

  /** Waits until `find` finds something on this person's screen. */
  waitFor<T>(what: string, find: (state: PageState) => T | undefined, where: Where = {}): Promise<T> {
    return this.waitIn(what, where, find);
  }

  protected async waitIn<T>(what: string, where: Where, find: (state: PageState) => T | undefined): Promise<T> {
    const found = await this.client.until(this.id, find);
    if (found === undefined) throw new Error(await this.story(`waited in vain to ${what}`, where));
    return found;
  }

  protected async story(what: string, where: Where): Promise<string> {
    const screen = describeScreen(await this.screen(), where.in === 'modal' ? undefined : where.in);
    const refusals = (await this.client.refusals()).slice(-5);
    const refused = refusals.length > 0 ? `\nRefused lately:\n${refusals.join('\n')}` : '';
    return `${this.name} ${what}${where.in ? ` in ${where.in}` : ''}.\nOn the screen:\n${screen}${refused}`;
  }
}

/** Whether a text says this. */
export function holds(text: string, words: string | RegExp): boolean {
  return typeof words === 'string' ? text.includes(words) : words.test(text);
}
