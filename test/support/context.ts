import type { Actor, Ctx, Membership, PersonKind } from '../../src/core/context.ts';
import type { Clock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import type { Database } from '../../src/db/client.ts';

export interface ContextOptions {
  readonly slackId?: string;
  readonly kind?: PersonKind;
  readonly isAdmin?: boolean;
  readonly timeZone?: string;
  readonly memberships?: readonly Membership[];
  readonly workspaceId?: string;
  readonly correlationId?: string;
  readonly now?: Date;
}

/** A clock that stands still until it is set. */
export interface TestClock extends Clock {
  set(now: Date): void;
  /** Moves it on by so many milliseconds. */
  advance(milliseconds: number): void;
}

export interface TestContext extends Ctx {
  readonly clock: TestClock;
}

/** The same person, with their clock put to that instant. */
export function at(ctx: TestContext, instant: string): TestContext {
  ctx.clock.set(new Date(instant));
  return ctx;
}

/** A Tuesday morning, away from any change of the clocks. */
export const TEST_NOW = new Date('2026-03-10T09:00:00.000Z');

export function testClock(now: Date = TEST_NOW): TestClock {
  let current = now;
  return {
    now: () => current,
    set: (next) => {
      current = next;
    },
    advance: (milliseconds) => {
      current = new Date(current.getTime() + milliseconds);
    },
  };
}

/** A context as the app would build it: by default Ana, an ordinary person on no team, in Northwind's workspace. */
export function testContext(db: Database, options: ContextOptions = {}): TestContext {
  const actor: Actor = {
    slackId: options.slackId ?? 'U0ANA',
    kind: options.kind ?? 'full',
    isAdmin: options.isAdmin ?? false,
    timeZone: options.timeZone ?? 'Europe/Berlin',
    memberships: options.memberships ?? [],
  };
  return {
    workspaceId: options.workspaceId ?? 'T0NORTHWIND',
    actor,
    db,
    clock: testClock(options.now),
    log: createLog('silent'),
    correlationId: options.correlationId ?? 'test',
  };
}
