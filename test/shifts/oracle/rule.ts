import type { Situation } from './situation.ts';

export type Params = Readonly<Record<string, unknown>>;

/** Names who breaks a rule: a person each, null for the trade as a whole. */
export type Rule = (situation: Situation, params: Params) => readonly (string | null)[];

export function numberOf(params: Params, name: string, otherwise: number): number {
  const value = params[name];
  return typeof value === 'number' ? value : otherwise;
}

export function wordOf(params: Params, name: string, otherwise: string): string {
  const value = params[name];
  return typeof value === 'string' ? value : otherwise;
}

export function wordsOf(params: Params, name: string, otherwise: readonly string[]): readonly string[] {
  const value = params[name];
  return Array.isArray(value) ? value.map(String) : otherwise;
}

/** The trade as a whole, if that is so. */
export function whole(isBroken: boolean): readonly null[] {
  return isBroken ? [null] : [];
}
