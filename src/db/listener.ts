import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { type ConnectionOptions, openClient } from './connection.ts';

export interface Subscriber {
  readonly channel: string;
  readonly onNotify: (payload: string) => void;
  /** Called when it begins to listen and after each gap: notifications may have been missed, so look for yourself. */
  readonly onListen?: (() => void) | undefined;
}

const HEARTBEAT_MS = 10_000;
const PAUSE_MS = 500;

/** LISTEN on one connection, which is replaced whenever it is lost; silence counts as lost after 15 s. */
export class Listener {
  readonly #open: Pick<ConnectionOptions, 'url' | 'role' | 'onQuery'>;
  readonly #subscribers = new Set<Subscriber>();
  #client: Sql | undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #isReconnecting = false;

  constructor(open: Pick<ConnectionOptions, 'url' | 'role' | 'onQuery'>) {
    this.#open = open;
  }

  /** Resolves once it listens, with what ends that. @throws when the database cannot be reached */
  async listen(subscriber: Subscriber): Promise<() => Promise<void>> {
    this.#subscribers.add(subscriber);
    try {
      this.#client ??= this.#connect();
      await this.#client`listen ${this.#client(subscriber.channel)}`;
    } catch (error) {
      this.#subscribers.delete(subscriber);
      throw error;
    }
    this.#heartbeat ??= setInterval(() => void this.#beat(), HEARTBEAT_MS).unref();
    subscriber.onListen?.();
    return async () => {
      this.#subscribers.delete(subscriber);
      if (!this.#channels().has(subscriber.channel)) await this.#stopListening(subscriber.channel);
    };
  }

  async close(): Promise<void> {
    this.#subscribers.clear();
    clearInterval(this.#heartbeat);
    await this.#client?.end({ timeout: 5 });
  }

  #connect(): Sql {
    const client = openClient({
      ...this.#open,
      max: 1,
      onNotify: (channel, payload) => {
        for (const subscriber of this.#subscribers) if (subscriber.channel === channel) subscriber.onNotify(payload);
      },
      onLost: () => {
        if (this.#client === client) this.#client = undefined;
        void this.#reconnect();
      },
    });
    return client;
  }

  async #reconnect(): Promise<void> {
    if (this.#isReconnecting) return;
    this.#isReconnecting = true;
    while (!this.#client && this.#subscribers.size > 0) {
      await pause(PAUSE_MS);
      const client = this.#connect();
      this.#client = client;
      // A failure here has been told to onLost, which unset the client.
      for (const channel of this.#channels()) await client`listen ${client(channel)}`.catch(() => undefined);
    }
    this.#isReconnecting = false;
    for (const subscriber of this.#subscribers) subscriber.onListen?.();
  }

  /** Asks for an answer, so that a connection whose other end has gone silently is noticed. */
  async #beat(): Promise<void> {
    if (this.#client) await this.#client`select 1`.catch(() => undefined);
  }

  async #stopListening(channel: string): Promise<void> {
    if (this.#client) await this.#client`unlisten ${this.#client(channel)}`.catch(() => undefined);
  }

  #channels(): Set<string> {
    return new Set([...this.#subscribers].map(({ channel }) => channel));
  }
}
