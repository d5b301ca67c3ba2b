/** Of the score of the best: half as much to read for five answers in a hundred that move behind *Not this* (docs/look-up.md). */
export const WORTH_SHOWING = 0.4;
/**
 * Of the confidence of an answer; what these cuts trade is in docs/look-up.md. From here on, what comes nearest is the answer
 * to every other question that has one; below, hardly any has.
 */
export const NEAR = 0.35;
/** From here on, words of the question that a passage does not have are seldom what it turns on, and nobody needs to be told. */
export const CERTAIN = 2.2;
