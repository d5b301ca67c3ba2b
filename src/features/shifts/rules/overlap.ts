import { wallSpan } from './measures/wall-times.ts';
import { type Rule, toMinutes } from './rule.ts';
import type { Party, Situation } from './situation.ts';
import { type Work, byStart, workedIn } from './work.ts';

interface Pair {
  readonly works: readonly [Work, Work];
  readonly overlap: number;
}

/**
 * R5: nobody works two shifts at once; instants are compared, whatever their zones. A received shift that overlaps is always
 * worse, as nobody can work it. `overlap_min`, `shifts`: the two that overlap most, in order of start; `spans`: when each of
 * them is, by its own clock.
 */
export const noOverlap: Rule<'R5'> = {
  id: 'R5',
  look: (situation) =>
    situation.parties.flatMap((party) => {
      const pairs = overlapsOf(situation, party);
      const worst = pairs.reduce<Pair | undefined>(
        (found, pair) => (found && found.overlap >= pair.overlap ? found : pair),
        undefined,
      );
      if (!worst && !situation.wantsAll) return [];
      const overlap = toMinutes(worst?.overlap ?? 0);
      const numbers = { overlap_min: overlap, ...(worst && theTwo(worst)) };
      return [{ person: party.person.id, numbers, breach: overlap }];
    }),
};

function theTwo({ works }: Pair) {
  const inOrder = works.toSorted(byStart);
  return { shifts: inOrder.map((work) => work.shift.id), spans: inOrder.map(wallSpan) };
}

/** Of received shifts with whatever else the person works then; of all shifts where rules are strict. */
function overlapsOf({ isStrict }: Situation, { after, takes }: Party): readonly Pair[] {
  const pairs: Pair[] = [];
  for (const work of isStrict ? after : takes) {
    for (const other of after) {
      if (other.start >= work.end) break;
      if (other !== work && other.end > work.start)
        pairs.push({ works: [work, other], overlap: workedIn(other, work.start, work.end) });
    }
  }
  return pairs;
}

/** R6: no received shift lies in leave, or where the person cannot work. `shift`, `overlap_min`. */
export const leave: Rule<'R6'> = {
  id: 'R6',
  look: ({ parties }) =>
    parties.flatMap(({ person, takes }) =>
      takes.map((work) => {
        const away = person.away.reduce((sum, { from, to }) => sum + workedIn(work, from, to), 0);
        const overlap = toMinutes(away);
        return { person: person.id, numbers: { shift: work.shift.id, overlap_min: overlap }, breach: overlap };
      }),
    ),
};
