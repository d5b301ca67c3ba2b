import type { Language } from './stems.ts';

export interface IndexedPassage {
  readonly passageId: string;
  /** Of the document. */
  readonly title: string;
  /** Of the section, with those above it. */
  readonly heading: string;
  readonly text: string;
}

export interface ExampleQuestion {
  readonly id: string;
  readonly text: string;
  /** The passage that answers it, if it is not the document as a whole. */
  readonly passageId?: string | null;
}

export interface IndexedDocument {
  /** What is searched together: 'policy', …. */
  readonly collection: string;
  readonly documentId: string;
  /** Tells several texts of one document apart, such as the revision in force and a coming one. */
  readonly variant?: string;
  readonly language: Language;
  /** Keys of those who may find it: whoever holds one of them does. */
  readonly audience: readonly string[];
  /** Found from this instant on, and only before the other. */
  readonly validFrom?: Date | null;
  readonly validUntil?: Date | null;
  readonly passages: readonly IndexedPassage[];
  readonly questions: readonly ExampleQuestion[];
  readonly keywords: readonly string[];
}

export interface DocumentKey {
  readonly collection: string;
  readonly documentId: string;
  /** Left out: all of its variants. */
  readonly variant?: string;
}
