const QUERY = 0x51;
const SYNC = 0x53;
const FLUSH = 0x48;
const READY = 0x5a;
/** One byte for the kind, four for the length, which counts itself. */
const HEADER = 5;
const NOTHING = Buffer.alloc(0);

/**
 * Counts what a PostgreSQL connection still owes: each Query and Sync is answered by one ReadyForQuery, a Flush by
 * anything. Read from the bytes, because the driver tells nobody that it waits.
 */
export class Answers {
  #owed = 0;
  #flushed = false;
  #started = false;
  #since = 0;
  #header: Buffer = NOTHING;
  #skip = 0;

  /** Bytes the driver writes at once; always whole messages, the first one (start-up) without a kind. */
  sent(bytes: Buffer, now: number): void {
    if (!this.waits) this.#since = now;
    if (!this.#started) {
      this.#started = true;
      return;
    }
    for (let at = 0; at + HEADER <= bytes.length; at += 1 + bytes.readUInt32BE(at + 1)) {
      const kind = bytes[at];
      if (kind === QUERY || kind === SYNC) this.#owed += 1;
      if (kind === FLUSH) this.#flushed = true;
    }
  }

  /** Bytes from the server, cut anywhere. */
  received(bytes: Buffer, now: number): void {
    this.#since = now;
    this.#flushed = false;
    let at = Math.min(this.#skip, bytes.length);
    this.#skip -= at;
    while (at < bytes.length) {
      const wanted = HEADER - this.#header.length;
      const part = bytes.subarray(at, at + wanted);
      const header = wanted === HEADER ? part : Buffer.concat([this.#header, part]);
      at += part.length;
      if (header.length < HEADER) {
        this.#header = header;
        return;
      }
      this.#header = NOTHING;
      if (header[0] === READY) this.#owed = Math.max(0, this.#owed - 1);
      const body = header.readUInt32BE(1) - 4;
      const here = Math.min(body, bytes.length - at);
      at += here;
      this.#skip = body - here;
    }
  }

  get waits(): boolean {
    return this.#owed > 0 || this.#flushed;
  }

  /** Milliseconds without a byte while something is owed. */
  silentFor(now: number): number {
    return this.waits ? now - this.#since : 0;
  }
}
