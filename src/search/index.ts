/**
 * Search over what people have written: documents with passages, example questions and keywords, in collections. It knows
 * no feature; docs/search.md tells how it works.
 */
export type { IndexedDocument } from './document.ts';
export { indexedAmong } from './candidates.ts';
export { withoutTalk } from './everyday-words.ts';
export { indexDocument, removeDocument, replaceDocuments } from './index-document.ts';
export { matchedWords, type Span } from './matched-words.ts';
export { search, type Search, searchAmong, type SearchResult } from './search.ts';
export { type Language, LANGUAGES } from './stems.ts';
export { otherNames } from './trade-words.ts';
export { unsaidWords } from './unsaid-words.ts';
