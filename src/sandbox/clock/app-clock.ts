/** What the app has to do, by its own clock. */
export interface AppWork {
  /** Pieces that are due and not done. */
  readonly due: number;
  /** Messages that go out within the next seconds: one a second and channel, in real time. */
  readonly unsent: number;
  /** When it next has something to do. */
  readonly next: Date | undefined;
}

/** The app's side of the clock. Rejects while the app's database is away. */
export interface AppClock {
  /** Makes the offset from real time known to the app's processes. */
  setClock(offsetMs: number): Promise<void>;
  work(): Promise<AppWork>;
}

/** Of an app nobody looks into: it has no clock, and is never waited for. */
export const noAppClock: AppClock = {
  setClock: () => Promise.resolve(),
  work: () => Promise.resolve({ due: 0, unsent: 0, next: undefined }),
};
