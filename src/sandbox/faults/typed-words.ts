import type { Act } from '../protocol.ts';
import type { World } from '../world.ts';
import { faultWords, findWords } from './words.ts';

/**
 * Lays in wait the faults that a person asks for by typing fault:… in a message, a command or a form. Returns what to
 * tell them when there is no such fault.
 */
export function layTypedFaults(world: World, act: Act): string | undefined {
  const typed = findWords(textOf(act));
  if (typed.length === 0) return undefined;
  const waiting = new Set(world.faults.list().map(({ word }) => word));
  for (const { word, fault, times } of typed) {
    if (fault && !waiting.has(word)) world.faults.add({ method: '*', times, fault }, word);
  }
  world.changed();
  const unknown = typed.filter(({ fault }) => !fault).map(({ word }) => word);
  if (unknown.length === 0) return undefined;
  return `There is no ${unknown.join(', ')}. There are ${faultWords.map(({ word }) => word).join(', ')}.`;
}

/** What the person typed; of a form as JSON, whose texts are found as well. */
function textOf(act: Act): string {
  switch (act.type) {
    case 'message':
    case 'edit':
    case 'command':
      return act.text;
    case 'submit':
      return JSON.stringify(act.state);
    default:
      return '';
  }
}
