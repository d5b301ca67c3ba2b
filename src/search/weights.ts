/** How the signals are weighed. Found on training data by `npm run bench:search -- --tune`; docs/search.md tells how. */
export const WEIGHTS = {
  /** Saturation and length of BM25, at the values of the literature. */
  k1: 1.2,
  b: 0.75,
  shortStems: 1,
  shortWords: 0.5,
  shortGrams: 1,
  passageStems: 1,
  passageGrams: 0.5,
  title: 3,
  heading: 2,
  passagesPerDocument: 1,
} as const;
