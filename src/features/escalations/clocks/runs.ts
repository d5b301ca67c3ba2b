import type { Pause } from '../../../core/business-time/calendar.ts';
import type { Case, CaseEntry } from '../tables.ts';
import { effects, type Effect } from './effects.ts';
import type { ClockKind } from './tables.ts';

/** A stretch in which a clock of a case runs, as its log tells. */
export interface Run {
  readonly kind: ClockKind;
  readonly run: number;
  readonly startedAt: Date;
  readonly stoppedAt: Date | null;
  /** Whether it stopped by the act it ran for; a case that is cancelled stops it without. */
  readonly isDone: boolean;
}

export interface LogOfClocks {
  readonly runs: readonly Run[];
  /** In order, apart from each other; the last may not have ended. Of the whole case: each stops every clock. */
  readonly pauses: readonly Pause[];
}

type Logged = Pick<CaseEntry, 'id' | 'kind' | 'by' | 'at'>;

/** Reads the log of a case by the time of its events, whatever order they were written down in. */
export function readLog(
  { raisedBy, raisedAt }: Pick<Case, 'raisedBy' | 'raisedAt'>,
  entries: readonly Logged[],
): LogOfClocks {
  const tape = new Tape(toSecond(raisedAt));
  const inOrder = entries.toSorted((one, other) => one.at.getTime() - other.at.getTime() || one.id - other.id);
  for (const { kind, by, at } of inOrder) tape.play(effects[kind], toSecond(at), by === raisedBy);
  return { runs: tape.runs, pauses: tape.pauses };
}

/** Clocks count whole seconds: what happened within one happened at its beginning. */
export function toSecond(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 1000) * 1000);
}

type Changing<T> = { -readonly [Key in keyof T]: T[Key] };

/** The clocks while their log is read. */
class Tape {
  readonly runs: Changing<Run>[] = [];
  readonly pauses: Changing<Pause>[] = [];
  private readonly raisedAt: Date;

  constructor(raisedAt: Date) {
    this.raisedAt = raisedAt;
    for (const kind of ['claim', 'answer', 'resolve'] as const) this.start(kind, raisedAt);
  }

  play(effect: Effect, at: Date, byRaiser: boolean): void {
    if (effect.life === 'opens') this.open(at);
    if (effect.returns) this.start('claim', at);
    if (effect.asks && byRaiser) this.ask(at);
    if (effect.claims) this.stop('claim', at);
    if (effect.wait === 'begins') this.pause(at);
    if (effect.wait === 'ends') this.resume(at);
    if (effect.decides) this.decide(at);
    if (effect.life === 'closes') this.close(at);
  }

  /** A question before the first answer, in a closed case or after another question begins nothing. */
  private ask(at: Date): void {
    const isAnswered = this.last('answer')?.isDone === true;
    if (isAnswered && this.isOpen() && !isRunning(this.last('next-answer'))) this.start('next-answer', at);
  }

  private isOpen(): boolean {
    return isRunning(this.last('resolve'));
  }

  /** What stopped without its act goes on; *resolve* goes on even after it, as its next run. */
  private open(at: Date): void {
    this.resume(at);
    for (const kind of ['answer', 'next-answer', 'resolve'] as const) {
      const last = this.last(kind);
      if (last && !last.isDone) last.stoppedAt = null;
    }
    if (!this.isOpen()) this.start('resolve', this.raisedAt);
  }

  /** Whoever decides has claimed it, answered and resolved it. */
  private decide(at: Date): void {
    for (const kind of ['claim', 'answer', 'next-answer', 'resolve'] as const) this.stop(kind, at);
    this.close(at);
  }

  /** From a wait right into being closed is one pause. */
  private close(at: Date): void {
    for (const run of this.runs) if (isRunning(run)) run.stoppedAt = at;
    this.pause(at);
  }

  private start(kind: ClockKind, at: Date): void {
    const last = this.last(kind);
    if (isRunning(last)) return;
    this.runs.push({ kind, run: (last?.run ?? 0) + 1, startedAt: at, stoppedAt: null, isDone: false });
  }

  private stop(kind: ClockKind, at: Date): void {
    const last = this.last(kind);
    if (!last || !isRunning(last)) return;
    last.stoppedAt = at;
    last.isDone = true;
  }

  private pause(at: Date): void {
    const last = this.pauses.at(-1);
    if (!last || last.to) this.pauses.push({ from: at });
  }

  private resume(at: Date): void {
    const last = this.pauses.at(-1);
    if (last) last.to ??= at;
  }

  private last(kind: ClockKind): Changing<Run> | undefined {
    return this.runs.findLast((run) => run.kind === kind);
  }
}

function isRunning(run: Run | undefined): boolean {
  return run !== undefined && run.stoppedAt === null;
}
