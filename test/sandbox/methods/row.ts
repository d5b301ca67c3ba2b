import type { Bench } from './bench.ts';

export type Args = Readonly<Record<string, unknown>>;

/** Arguments of a call, made where something has to be there first. */
export type ArgsOf = (bench: Bench) => Args | Promise<Args>;

/** What is tried of one method. */
export interface Row {
  readonly method: string;
  /** A call that is answered with ok. */
  readonly good: ArgsOf;
  /** Fields of the good answer, as paths, that Slack sends though the recorded samples lack them. */
  readonly beyondSamples?: readonly string[];
  /** Error code (with a word after a space, where there are several ways to it) → a call that is refused with it. */
  readonly refusals: Readonly<Record<string, ArgsOf>>;
}
