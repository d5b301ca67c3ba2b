import type { PoliciesDeps } from '../deps.ts';
import type { PolicyPart, PolicyWord } from '../part.ts';
import { policyCommand } from './command.ts';

/** Finding the passage; `/policy` itself, with the words of all parts. */
export function lookUpPart(_deps: PoliciesDeps, words: readonly PolicyWord[]): PolicyPart {
  return { listeners: [policyCommand(words, async () => ({ text: 'Looking up comes soon.' }))] };
}
