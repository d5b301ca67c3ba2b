import type { IndexedDocument } from '../../src/search/index.ts';
import { EVERYONE } from './product.ts';
import { generator } from './measure.ts';

export const COLLECTION = 'policy';
export const PASSAGES = 12;
export const QUESTIONS = 5;
const WORDS = 60;
const VOCABULARY = 30_000;
const SYLLABLES =
  'ba be bi bo da de di do fa fe ka ke ki ko la le li lo ma me mi mo na ne no pa pe ra re ri ro sa se so ta te ti to va ve'.split(
    ' ',
  );
/** Of the queries so many have a typo in one of their words. */
const WITH_TYPO = 0.3;

/** Words of one document in the order in which they stand there: six of a passage, or five of an example question. */
export interface CorpusQuery {
  readonly documentId: string;
  readonly text: string;
}

/** Documents of twelve passages and five example questions, of words as frequent as Zipf's law has it; the same each time. */
export class Corpus {
  readonly #random = generator(11);
  readonly #words = Array.from({ length: VOCABULARY }, () => this.#newWord());
  readonly #queries: CorpusQuery[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  next(): IndexedDocument {
    const documentId = `d${this.#count}`;
    this.#count += 1;
    const title = this.#text(3);
    const passages = Array.from({ length: PASSAGES }, (_, place) => ({
      passageId: `${documentId}#${place}`,
      title,
      heading: this.#text(3),
      text: this.#text(WORDS),
    }));
    const questions = Array.from({ length: QUESTIONS }, (_, place) => ({ id: `${place}`, text: this.#text(7) }));
    const passage = this.#one(passages).text.split(' ').slice(10, 16);
    const question = this.#one(questions).text.split(' ').slice(1, 6);
    this.#queries.push({ documentId, text: this.#typed(this.#random() < 0.5 ? passage : question) });
    return {
      collection: COLLECTION,
      documentId,
      language: 'english',
      audience: EVERYONE,
      passages,
      questions,
      keywords: [],
    };
  }

  /** Queries for so many different documents of those given so far. */
  queries(count: number): readonly CorpusQuery[] {
    const left = [...this.#queries];
    return Array.from({ length: Math.min(count, left.length) }, () => {
      const [taken] = left.splice(Math.floor(this.#random() * left.length), 1);
      return taken ?? { documentId: '', text: '' };
    });
  }

  #newWord(): string {
    return Array.from({ length: 2 + Math.floor(this.#random() * 3) }, () => this.#one(SYLLABLES)).join('');
  }

  /** The n-th word is 1/n as frequent as the first. */
  #text(count: number): string {
    const all = Math.log(VOCABULARY);
    return Array.from({ length: count }, () => this.#words[Math.floor(Math.exp(this.#random() * all)) - 1]).join(' ');
  }

  #typed(words: string[]): string {
    if (this.#random() < WITH_TYPO) {
      const at = Math.floor(this.#random() * words.length);
      words[at] = this.#misspelt(words[at] ?? '');
    }
    return words.join(' ');
  }

  /** Two letters in the middle swapped. */
  #misspelt(word: string): string {
    const at = 1 + Math.floor(this.#random() * (word.length - 2));
    return `${word.slice(0, at)}${word[at + 1]}${word[at]}${word.slice(at + 2)}`;
  }

  #one<T>(of: readonly T[]): T {
    const one = of[Math.floor(this.#random() * of.length)];
    if (one === undefined) throw new Error('nothing to choose from');
    return one;
  }
}
