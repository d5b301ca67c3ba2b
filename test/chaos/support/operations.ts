import { setTimeout as pause } from 'node:timers/promises';
import type { Colleague, Outcome } from './colleague.ts';

export type What = 'raise' | 'claim' | 'ask' | 'answer' | 'note' | 'reply' | 'resolve';

/**
 * Something somebody did about a case, and how it ended for them. As Jepsen has it: `ok` must have its effect exactly
 * once, `fail` none, and of `unknown` nobody knows, so it may have one or none.
 */
export interface Operation {
  readonly what: What;
  readonly summary: string;
  readonly by: Colleague;
  /** What they wrote, for acts that write something. */
  readonly text?: string;
  end: 'ok' | 'fail' | 'unknown';
  /** Tries that were in vain or of which nobody knows. */
  inVain: number;
}

const AGAIN_AFTER_MS = 250;

/** Logs all that people do, in the order in which they began it. */
export class Log {
  readonly operations: Operation[] = [];
  readonly #stop: AbortSignal;

  constructor(stop: AbortSignal) {
    this.#stop = stop;
  }

  /** Has it done again and again until the app took it, or everybody goes home. True when it was taken. */
  async do(begun: Omit<Operation, 'end' | 'inVain'>, act: () => Promise<Outcome>): Promise<boolean> {
    const operation: Operation = { ...begun, end: 'fail', inVain: 0 };
    this.operations.push(operation);
    for (;;) {
      const outcome = await act();
      // It can only have gone by what the same person did before and heard nothing of.
      if (outcome === 'taken' || (outcome === 'gone' && operation.end === 'unknown')) {
        operation.end = 'ok';
        return true;
      }
      if (outcome === 'unknown') operation.end = 'unknown';
      operation.inVain += 1;
      if (this.#stop.aborted) return false;
      await pause(AGAIN_AFTER_MS);
    }
  }

  count(end: Operation['end']): number {
    return this.operations.filter((operation) => operation.end === end).length;
  }

  summary(): string {
    const inVain = this.operations.reduce((sum, operation) => sum + operation.inVain, 0);
    const kinds = new Map<What, number>();
    for (const { what } of this.operations) kinds.set(what, (kinds.get(what) ?? 0) + 1);
    const each = [...kinds].map(([what, times]) => `${times} ${what}`).join(', ');
    return `${this.operations.length} operations (${each}): ${this.count('ok')} ok, ${this.count('fail')} fail, ${this.count('unknown')} unknown; ${inVain} tries in vain`;
  }
}
