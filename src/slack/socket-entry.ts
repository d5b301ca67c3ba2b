import { setTimeout as sleep } from 'node:timers/promises';
import type { Entry } from './entry.ts';
import { openSocket, type SocketConnection, type SocketOptions } from './socket-connection.ts';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 15_000;
/** A connection that is lost sooner was no success: Slack lets us ask for one about once a minute. */
const LASTING_MS = 10_000;
/** The app starts without Slack as well: its jobs run, and it goes on trying. */
const START_PATIENCE_MS = 5_000;
/** What Slack sends while it learns of the new connection still comes over the old one. */
const LINGER_MS = 2_000;

/**
 * Socket Mode. When Slack asks for another connection, that one is there before the old one goes. After the loss of one
 * that had lasted it tries at once; as long as none lasts, ever more slowly.
 */
export function createSocketEntry(options: SocketOptions): Entry {
  const { log } = options;
  const stopping = new AbortController();
  const open = new Set<SocketConnection>();
  let trouble = 'not connected to Slack yet';

  function keep(connection: SocketConnection): void {
    for (const old of open) void retire(old);
    open.add(connection);
    void forgetWhenLost(connection);
  }

  async function forgetWhenLost(connection: SocketConnection): Promise<void> {
    await connection.lost;
    open.delete(connection);
    trouble = 'the connection to Slack was lost';
  }

  /** As long as it should, but no longer than the connection we still have. */
  async function rest(failures: number): Promise<void> {
    if (failures === 0) return;
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
    const pause = sleep(pauseMs, undefined, { signal: stopping.signal });
    await Promise.race([pause.catch(() => undefined), ...[...open].map(({ lost }) => lost)]);
  }

  /** Answers whether all was well, once it is time for another one: it had lasted, or Slack asks for it. @throws when there is none */
  async function useOne(connected: () => void): Promise<boolean> {
    const connection = await openSocket(options, stopping.signal);
    const greeted = performance.now();
    keep(connection);
    log.info('connected to Slack');
    connected();
    const isLost = await Promise.race([connection.lost.then(() => true), connection.ending.then(() => false)]);
    return !isLost || performance.now() - greeted >= LASTING_MS;
  }

  async function keepConnected(connected: () => void): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted; await rest(failures)) {
      try {
        failures = (await useOne(connected)) ? 0 : failures + 1;
      } catch (error) {
        if (stopping.signal.aborted) return;
        failures += 1;
        trouble = 'Slack cannot be reached';
        log.warn({ err: error, failures }, 'no connection to Slack');
      }
    }
  }

  return {
    start: () =>
      Promise.race([
        new Promise<void>((resolve) => void keepConnected(resolve)),
        sleep(START_PATIENCE_MS, undefined, { ref: false }),
      ]),
    stop: async (taken) => {
      stopping.abort();
      await taken();
      await Promise.all([...open].map((connection) => connection.hangUp()));
    },
    trouble: () => (open.size > 0 ? undefined : trouble),
  };
}

async function retire(connection: SocketConnection): Promise<void> {
  await Promise.race([connection.lost, sleep(LINGER_MS, undefined, { ref: false })]);
  await connection.hangUp();
}
