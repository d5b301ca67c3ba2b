import type { Sql } from 'postgres';
import { type ConnectionOptions, LIMITS, openClient } from './connection.ts';
import { withDeadline } from './deadline.ts';
import { DatabaseUnusable, isConflict, isDropped } from './errors.ts';

type Open = Omit<ConnectionOptions, 'max' | 'onLost'>;

const TRIES_WHEN_DROPPED = 2;
const TRIES_WHEN_IN_CONFLICT = 4;

/** One connection, for one transaction at a time. */
class Connection {
  readonly sql: Sql;
  /** Lost or given up: it answers nothing any more. */
  isGone = false;
  readonly #onGone: (connection: Connection) => void;

  constructor(open: Open, onGone: (connection: Connection) => void) {
    this.#onGone = onGone;
    this.sql = openClient({ ...open, max: 1, onLost: () => this.#leave() });
  }

  /** Ends it at once, whatever it is doing; the server undoes what was not committed. */
  discard(): void {
    void this.sql.end({ timeout: 0 });
    this.#leave();
  }

  #leave(): void {
    if (this.isGone) return;
    this.isGone = true;
    this.#onGone(this);
  }
}

/** Lets so many go on at a time, the others in the order in which they came. */
class Turns {
  #free: number;
  #waiting: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  async take(): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  giveBack(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}

/**
 * Runs transactions, each on a connection of its own that is thrown away when it is lost or too late. (What postgres.js
 * offers, `begin`, sends its ROLLBACK to connections that are gone, which ends the process.)
 */
export class Transactions {
  readonly #max: number;
  readonly #turns: Turns | undefined;
  readonly #open: Open;
  readonly #all = new Set<Connection>();
  #isClosed = false;
  #idle: Connection[] = [];
  #waiting: ((connection: Connection) => void)[] = [];

  /** `inTurn`: waiting for a connection does not count towards the time limit. For work, which would only fail and wait again. */
  constructor(max: number, open: Open, { inTurn = false } = {}) {
    this.#max = max;
    this.#open = open;
    this.#turns = inTurn ? new Turns(max) : undefined;
  }

  /**
   * Begins, runs `work` and commits; rolls back when it throws. `setting` is an SQL expression evaluated with BEGIN, in
   * the same round trip. Runs once more when the connection turns out to be lost before the work has begun, and up to
   * three times more on a serialization failure or deadlock, so `work` must not do anything outside the transaction.
   * @throws DeadlineExceeded after LIMITS.transaction, waiting for a connection included unless `inTurn`
   */
  async run<T>(setting: string, work: (sql: Sql) => Promise<T>): Promise<T> {
    await this.#turns?.take();
    try {
      return await this.#runInTime(setting, work);
    } finally {
      this.#turns?.giveBack();
    }
  }

  #runInTime<T>(setting: string, work: (sql: Sql) => Promise<T>): Promise<T> {
    return withDeadline(LIMITS.transaction, 'the database', async (signal) => {
      for (let tries = 1; ; tries += 1) {
        let begun = false;
        try {
          return await this.#attempt(signal, async (connection) => {
            await this.#begin(connection, setting);
            begun = true;
            return work(connection.sql);
          });
        } catch (error) {
          const again = begun
            ? isConflict(error) && tries < TRIES_WHEN_IN_CONFLICT
            : isDropped(error) && tries < TRIES_WHEN_DROPPED;
          if (signal.aborted || !again) throw error;
        }
      }
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#all].map(({ sql }) => sql.end({ timeout: 5 })));
  }

  async #begin(connection: Connection, setting: string): Promise<void> {
    const results: unknown = await connection.sql.unsafe(`begin; select current_user as role, ${setting} as setting`);
    const role = Array.isArray(results) ? results[1]?.[0]?.role : undefined;
    if (role === this.#open.role) return;
    throw new DatabaseUnusable(
      `The database ignores the role asked for at connecting (${this.#open.role}); a pooler in between must pass it on.`,
    );
  }

  async #attempt<T>(signal: AbortSignal, work: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await this.#take(signal);
    const giveUp = () => connection.discard();
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      const result = await work(connection);
      const { command } = await connection.sql.unsafe('commit');
      if (command !== 'COMMIT') throw new Error('a statement had failed before, so the transaction was rolled back');
      return result;
    } catch (error) {
      if (!connection.isGone) await connection.sql.unsafe('rollback').catch(giveUp);
      throw error;
    } finally {
      signal.removeEventListener('abort', giveUp);
      this.#giveBack(connection);
    }
  }

  async #take(signal: AbortSignal): Promise<Connection> {
    if (this.#isClosed) throw new Error('the database is closed');
    const idle = this.#idle.pop();
    if (idle) return idle;
    if (this.#all.size < this.#max) return this.#openOne();
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      signal.addEventListener('abort', () => {
        this.#waiting = this.#waiting.filter((waiter) => waiter !== resolve);
      });
    });
  }

  #openOne(): Connection {
    const connection = new Connection(this.#open, (gone) => this.#forget(gone));
    this.#all.add(connection);
    return connection;
  }

  #giveBack(connection: Connection): void {
    if (connection.isGone) return;
    const waiter = this.#waiting.shift();
    if (waiter) waiter(connection);
    else this.#idle.push(connection);
  }

  #forget(gone: Connection): void {
    this.#all.delete(gone);
    // What took one has probably taken those that lay idle as well; opening others costs a few milliseconds.
    const doubtful = this.#idle.filter((connection) => connection !== gone);
    this.#idle = [];
    for (const connection of doubtful) connection.discard();
    while (this.#waiting.length > 0 && this.#all.size < this.#max) this.#waiting.shift()?.(this.#openOne());
  }
}
