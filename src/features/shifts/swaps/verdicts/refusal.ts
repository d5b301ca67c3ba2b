import { UserError } from '../../../../core/errors.ts';
import type { Verdict } from '../../rules/verdict.ts';
import { findingText, saidOnce } from '../../rules/words.ts';
import { verdictNames } from '../messages/verdict-lines.ts';
import { whenText } from '../../roster/shift-words.ts';
import type { JudgedLeg } from './judge.ts';
import { mayRead, type Reader } from './reader.ts';

/** The rules do not allow it, and something else may be legal. */
export class RefusedByRules extends UserError {}

interface Refusal {
  readonly legs: readonly JudgedLeg[];
  readonly names: Readonly<Record<string, string>>;
  /** Who reads it. */
  readonly reader: Reader;
  /** What they can do instead. */
  readonly hint?: string;
  /** Of a form, where that is written. */
  readonly field?: string;
}

/** Why the rules do not allow something, with the numbers; of what is private only that there is something. */
export function refusedByRules(verdict: Verdict, { legs, names, reader, hint, field }: Refusal): RefusedByRules {
  const denying = saidOnce(verdict.findings).filter(({ severity }) => severity === 'deny');
  const open = denying.filter((finding) => mayRead(reader, finding));
  const words = verdictNames({ names }, (id) => {
    const leg = legs.find(({ shift }) => shift.id === id);
    return leg && whenText(leg.shift);
  });
  const lines = [...new Set(open.map((finding) => findingText(finding, words)))].slice(0, 3);
  const hidden = open.length < denying.length ? ['something that is not yours to see'] : [];
  const reasons = [...lines, ...hidden].join('; ');
  return new RefusedByRules(`The rules do not allow it: ${reasons}.${hint === undefined ? '' : ` ${hint}`}`, field);
}
