import type { z } from 'zod';
import type { WaitingFault } from '../protocol.ts';
import { dice } from './dice.ts';
import { Fault, type FaultKind } from './plan.ts';
import { carriesWord } from './words.ts';

export interface Faults {
  /** Lays a fault in wait. Throws when it is none. */
  add(fault: z.input<typeof Fault>, word?: string): WaitingFault;
  /** Takes one away, or all of them. */
  clear(id?: number): void;
  list(): WaitingFault[];
  /** The fault this call meets, used up once. `values` are the call's arguments, for faults that wait for a word. */
  next(method: string, channel: string | undefined, values?: Iterable<string>): FaultKind | undefined;
  /** Whether a call might meet one; uses nothing up and throws no dice. */
  waits(method: string, channel: string | undefined): boolean;
}

interface Waiting {
  readonly shown: WaitingFault;
  readonly roll: () => number;
}

/** Bounds what people can type; the oldest are forgotten. */
const MOST_WAITING = 1_000;

export function createFaults(): Faults {
  let waiting: Waiting[] = [];
  let lastId = 0;

  function useUp({ shown }: Waiting): FaultKind {
    if (shown.times !== 'always') shown.times -= 1;
    waiting = waiting.filter((candidate) => candidate.shown.times !== 0);
    return shown.fault;
  }

  return {
    add(fault, word) {
      const parsed = Fault.parse(fault);
      lastId += 1;
      const shown: WaitingFault = { ...parsed, id: lastId, seed: parsed.seed ?? lastId, ...(word ? { word } : {}) };
      waiting = [...waiting, { shown, roll: dice(shown.seed) }].slice(-MOST_WAITING);
      return { ...shown };
    },
    clear(id) {
      waiting = id === undefined ? [] : waiting.filter(({ shown }) => shown.id !== id);
    },
    list: () => waiting.map(({ shown }) => ({ ...shown })),
    next(method, channel, values = []) {
      if (waiting.length === 0) return undefined;
      const meant = waiting.filter(({ shown }) => isMeant(shown, method, channel) && hasWord(shown, values));
      const met = meant.find(({ shown, roll }) => shown.chance === undefined || roll() < shown.chance);
      return met && useUp(met);
    },
    waits: (method, channel) => waiting.some(({ shown }) => isMeant(shown, method, channel)),
  };
}

function isMeant(fault: WaitingFault, method: string, channel: string | undefined): boolean {
  const isMethod = fault.method === '*' || fault.method === method;
  return isMethod && (fault.channel === undefined || fault.channel === channel);
}

function hasWord({ word }: WaitingFault, values: Iterable<string>): boolean {
  if (word === undefined) return true;
  for (const value of values) if (carriesWord(value, word)) return true;
  return false;
}
