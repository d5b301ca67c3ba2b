/** What the ranking depends on, besides the words. */
export interface Weights {
  /** Words of a query: those of talk, those most like one that nothing holds, and other names of what was typed; 1 as they stand. */
  readonly everyday: number;
  readonly alike: number;
  readonly synonym: number;
  /** How much of a thing's other names counts, where a text has more than one of them: half as much again says little new. */
  readonly sameThing: number;
  /** BM25: how fast more of the same stops counting, and how much length counts, in short texts and in passages. */
  readonly k1: number;
  readonly shortLength: number;
  readonly passageLength: number;
  /** Signals of an example question or keyword. */
  readonly shortStems: number;
  readonly shortWords: number;
  readonly shortGrams: number;
  /** Signals of a passage; stems of title and heading count so many times one of the body. */
  readonly passageStems: number;
  readonly passageGrams: number;
  readonly title: number;
  readonly heading: number;
  /** Power to which a score is raised before scores are added: several that match so so are not one that matches well. */
  readonly sharpness: number;
  /** So many of a document's questions count, the n-th of them 1/n of what the first does. */
  readonly questions: number;
  /** What all questions of a document hold together of the n-grams, beside what its best passage and questions score. */
  readonly together: number;
  /** What a question, and what a passage, has to say for its document where nothing else does, so that it is just enough to answer. */
  readonly shortThreshold: number;
  readonly passageThreshold: number;
}

/** Found on training data by `npm run bench:search -- --tune`; docs/search.md tells how. */
export const WEIGHTS: Weights = {
  everyday: 0.3,
  alike: 0.7,
  synonym: 0.7,
  sameThing: 0.5,
  k1: 1.2,
  shortLength: 0.9,
  passageLength: 0.4,
  shortStems: 1,
  shortWords: 0.5,
  shortGrams: 1,
  passageStems: 1,
  passageGrams: 2,
  title: 3,
  heading: 1,
  sharpness: 1.5,
  questions: 5,
  together: 1,
  shortThreshold: 0.4,
  passageThreshold: 0.22,
};
