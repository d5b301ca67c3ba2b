import { sql } from 'drizzle-orm';
import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import type { Candidate } from './candidates.ts';
import type { Query } from './query.ts';
import type { RankedDocument, RankedUnit } from './rank.ts';

export interface Hit {
  readonly documentId: string;
  readonly variant: string;
  /** The passage to show; null where the document has none. */
  readonly passageId: string | null;
  /** What the hits are ordered by; says nothing beside those of another search. */
  readonly score: number;
  readonly via: 'passage' | 'question' | 'keyword';
  /** The document's questions and keywords that hold something of what was looked for, folded. */
  readonly questions: readonly string[];
}

/** Another passage of a document stands lower than its own score says: variety is worth more than more of the same. */
const ANOTHER_PASSAGE = 0.8;
/**
 * Below this part of what the question scores, a passage fits by chance, and the beginning of the document is better. The document
 * is known to be right, so little is asked of it: of the sample's sentences two in fifteen get a section instead of an introduction.
 */
const FITS_BY_ITSELF = 0.1;
/** Of one document, as long as there are others. */
const PASSAGES_OF_A_DOCUMENT = 2;

/**
 * The passages to show, best first; at most two of a document, unless there is too little else. A document of which no passage
 * says what is asked besides the title they share stands with its beginning.
 */
export function hitsOf(query: Query, documents: readonly RankedDocument[], limit: number): readonly Hit[] {
  const asked = new Set(query.kinds['passage-stem'].terms.map(({ text }) => text));
  const all = documents.flatMap((document) => passagesOf(asked, document));
  const order = (one: Hit, other: Hit) => other.score - one.score;
  const first = all.filter(({ nth }) => nth < PASSAGES_OF_A_DOCUMENT).map(({ hit }) => hit);
  const rest = all.filter(({ nth }) => nth >= PASSAGES_OF_A_DOCUMENT).map(({ hit }) => hit);
  return [...first.toSorted(order), ...rest.toSorted(order)].slice(0, limit);
}

function passagesOf(
  asked: ReadonlySet<string>,
  document: RankedDocument,
): { readonly hit: Hit; readonly nth: number }[] {
  const { documentId, variant, score, units } = document;
  const [best] = units;
  if (!best) return [];
  const shown = units.find((unit) => isShown(asked, unit, best))?.candidate.passageId ?? null;
  const questions = units.flatMap(({ candidate }) => (candidate.kind === 'passage' ? [] : candidate.short));
  const first = { documentId, variant, passageId: shown, score, via: best.candidate.kind, questions };
  const others = units.filter(({ candidate }) => candidate.kind === 'passage' && candidate.passageId !== shown);
  const saying = others.filter(({ candidate }) => saysOfIt(asked, candidate));
  const hitOf = ({ candidate, score: own }: RankedUnit) =>
    ({ ...first, passageId: candidate.passageId, score: ANOTHER_PASSAGE * own, via: candidate.kind }) satisfies Hit;
  return [
    { hit: first, nth: 0 },
    ...saying.map((unit, at) => ({ hit: hitOf(unit), nth: 1 + at })),
    // Last of all: those that have but the title.
    ...others
      .filter((unit) => !saying.includes(unit))
      .map((unit) => ({ hit: hitOf(unit), nth: PASSAGES_OF_A_DOCUMENT })),
  ];
}

/** The passage of a document that was found by a question is the one it points to, or one that fits by itself. */
function isShown(asked: ReadonlySet<string>, { candidate, score }: RankedUnit, best: RankedUnit): boolean {
  if (candidate.passageId === null) return false;
  return candidate.kind !== 'passage' || (score >= FITS_BY_ITSELF * best.score && saysOfIt(asked, candidate));
}

/** Whether a passage has any of what is asked besides the title, which is that of the others too. */
function saysOfIt(asked: ReadonlySet<string>, { stems }: Candidate): boolean {
  return stems.split(' ').some((each) => asked.has(each.slice(0, each.indexOf(':'))) && !each.endsWith('.0.0'));
}

/** Gives hits by a question of the document as a whole its first passage, which is not shown again then. */
export async function withPassages(
  tx: Tx,
  ctx: Ctx,
  collection: string,
  hits: readonly Hit[],
): Promise<readonly Hit[]> {
  const without = hits.filter(({ passageId }) => passageId === null);
  if (without.length === 0) return hits;
  const rows = await tx.execute<{ documentId: string; variant: string; passageId: string }>(sql`
    select document_id as "documentId", variant, passage_id as "passageId"
    from search_units
    where workspace_id = ${ctx.workspaceId} and collection = ${collection} and kind = 'passage' and place = 0
      and document_id = any(${sql.param(without.map(({ documentId }) => documentId))}::text[])`);
  const first = new Map(rows.map((row) => [JSON.stringify([row.documentId, row.variant]), row.passageId]));
  const firstOf = ({ documentId, variant }: Hit) => first.get(JSON.stringify([documentId, variant])) ?? null;
  const isAgain = (hit: Hit) => without.some((one) => isOfOne(one, hit)) && hit.passageId === firstOf(hit);
  return hits.flatMap((hit) => {
    if (hit.passageId === null) return { ...hit, passageId: firstOf(hit) };
    return isAgain(hit) ? [] : hit;
  });
}

function isOfOne(one: Hit, other: Hit): boolean {
  return one.documentId === other.documentId && one.variant === other.variant;
}
