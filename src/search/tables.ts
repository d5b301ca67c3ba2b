import { sql } from 'drizzle-orm';
import {
  bigint,
  customType,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

/** Compared byte by byte, so that terms with one beginning stand together in the index of any database. */
const termText = customType<{ data: string }>({ dataType: () => 'text collate "C"' });
const textArray = customType<{ data: string[] }>({ dataType: () => 'text[]' });

/** What can be searched together, and the sums that lengths are measured against. Its row is locked by whoever writes. */
export const searchCollections = pgTable(
  'search_collections',
  {
    workspaceId: text('workspace_id').notNull(),
    collection: text().notNull(),
    /** Leads every term of the index, so that the rows of another workspace or collection cost nothing. */
    space: integer().notNull().generatedAlwaysAsIdentity(),
    /** Stemmers of the documents in it, which are those a query is stemmed by. */
    languages: textArray()
      .notNull()
      .default(sql`'{}'`),
    shortCount: integer('short_count').notNull().default(0),
    shortStems: bigint('short_stems', { mode: 'number' }).notNull().default(0),
    shortWords: bigint('short_words', { mode: 'number' }).notNull().default(0),
    shortGrams: bigint('short_grams', { mode: 'number' }).notNull().default(0),
    passageCount: integer('passage_count').notNull().default(0),
    passageStems: bigint('passage_stems', { mode: 'number' }).notNull().default(0),
    passageGrams: bigint('passage_grams', { mode: 'number' }).notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.collection] })],
);

/** What can be found: a passage, an example question or the keywords of a document. */
export const searchUnits = pgTable(
  'search_units',
  {
    workspaceId: text('workspace_id').notNull(),
    id: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    collection: text().notNull(),
    documentId: text('document_id').notNull(),
    /** Names one of several texts of the document, such as a revision; '' where there is but one. */
    variant: text().notNull(),
    /** passage | question | keyword */
    kind: text().notNull(),
    /** Place among the units of the document, in the order in which they were given. */
    place: integer().notNull(),
    /** The passage that is the hit: itself, or the one that a question points to. */
    passageId: text('passage_id'),
    language: text().notNull(),
    audience: textArray().notNull(),
    validFrom: timestamp('valid_from', { withTimezone: true }),
    validUntil: timestamp('valid_until', { withTimezone: true }),
    /** What n-grams are made of: the question, the keywords, or title and heading of the passage; folded words. */
    short: text().notNull(),
    /** `stem:title.heading.body`, separated by spaces: how often each stem stands where. */
    stems: text().notNull(),
    /** Stems in all: of the body for a passage. */
    length: integer().notNull(),
    /** Words and n-grams of `short`. */
    words: integer().notNull(),
    grams: integer().notNull(),
    /** Everything it can be found by, each led by the space (terms.ts). */
    terms: textArray().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex('search_units_place').on(
      table.workspaceId,
      table.collection,
      table.documentId,
      table.variant,
      table.kind,
      table.place,
    ),
    index('search_units_terms').using('gin', table.terms).with({ fastupdate: false }),
  ],
);

/** In how many units of the collection a term stands. */
export const searchTerms = pgTable(
  'search_terms',
  {
    workspaceId: text('workspace_id').notNull(),
    collection: text().notNull(),
    term: termText().notNull(),
    units: integer().notNull(),
    /** Of a stem: what comes after its first letter read from its end, so that stems with both in common stand together. */
    fromItsEnd: termText('from_its_end').generatedAlwaysAs(
      sql`substring(term, '^[0-9]+[sp]..') || reverse(substring(term, '^[0-9]+[sp]..(.*)'))`,
    ),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.collection, table.term] }),
    index('search_terms_from_its_end')
      .on(table.workspaceId, table.collection, table.fromItsEnd)
      .where(sql`from_its_end is not null`),
  ],
);
