// What these cuts trade is in docs/look-up.md. Those of scores are shares of the best one's, those of confidence of an answer's.

/** Score: half as much to read for five answers in a hundred that move behind *Not this*. */
export const WORTH_SHOWING = 0.4;
/** Score, of what is shown at all: a third as much to go through after *Not this*, for two answers of ten that are there. */
export const FAR = 0.15;
/** Score, where it is not sure: nobody says that these answer, so others may as well. */
export const NEARLY_AS_NEAR = 0.3;
/** Confidence: from here on, what comes nearest is the answer to every other question that has one; below, hardly any has. */
export const NEAR = 0.35;
/** Confidence: from here on, words of the question that a passage does not have are seldom what it turns on. */
export const CERTAIN = 2.2;
/** Score, in forms, where nobody asked: of what is below, four of five are of another policy. */
export const WORTH_SUGGESTING = 0.6;
/**
 * Confidence: from here on, whoever owns the nearest policy is asked. Below, it is about the same as the question once in twenty
 * times, and whoever runs the team knows better whom to ask; above, once in six, and two of three times where it answers.
 */
export const WORTH_ASKING = 0.75;
