import type { Finding, Verdict } from '../../rules/verdict.ts';
import { findingText, type Names, saidOnce } from '../../rules/words.ts';
import { mayRead, type Reader } from '../verdicts/reader.ts';
import { type Named, nameOf } from './parts.ts';

/** What the rules found, in words. Plain text: escape it in markup. */

const MOST_LINES = 8;

/** Everything that was found, for whoever approves: a line each, the deciding one first. */
export function findingLines(verdict: Verdict, names: Names): readonly string[] {
  const { decisive, findings } = verdict;
  const rest = saidOnce(findings).filter((finding) => finding !== decisive && !isSame(finding, decisive));
  const lines = [...(decisive ? [decisive] : []), ...rest].map((finding) => findingText(finding, names));
  const left = lines.length - MOST_LINES;
  return left > 0 ? [...lines.slice(0, MOST_LINES), `and ${left} more`] : lines;
}

function isSame(one: Finding, other: Finding | null): boolean {
  return other !== null && JSON.stringify(one) === JSON.stringify(other);
}

/** What was found, as far as `reader` may read it: of the rest only that there is something. */
export function linesFor(reader: Reader, verdict: Verdict, names: Names): readonly string[] {
  const shown = verdict.findings.filter((finding) => mayRead(reader, finding));
  const isHidden = shown.length < verdict.findings.length;
  const decisive =
    verdict.decisive && shown.some((finding) => isSame(finding, verdict.decisive)) ? verdict.decisive : null;
  const lines = findingLines({ ...verdict, decisive, findings: shown }, names);
  return isHidden ? [...lines, 'and something that only the other person and a manager see'] : lines;
}

/** `Every rule allows it.`, and of a team whose swaps all need somebody's approval whose. */
export function verdictSentence({ verdict, isAlwaysApproved }: Verdict, approver = 'A manager'): string {
  const isOnlyThat = verdict === 'allow' && isAlwaysApproved === true;
  return isOnlyThat ? `${sentences.allow} ${approver} approves every swap on this team.` : sentences[verdict];
}

const sentences: Readonly<Record<Verdict['verdict'], string>> = {
  allow: 'Every rule allows it.',
  review: 'A manager has to look at it.',
  deny: 'The rules do not allow it.',
};

/** Names for the words of findings: of people as the view knows them, of shifts by what `shift` says. */
export function verdictNames(view: Named, shift: (id: string) => string | undefined): Names {
  return { person: (id) => nameOf(view, id), shift: (id) => shift(id) ?? 'a shift' };
}
