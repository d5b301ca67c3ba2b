import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimedByLeo, newRequest, openCaseOfAna, raising, resolving } from '../../../test/support/cases.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { type Northwind, openNorthwind } from '../../../test/support/northwind.ts';
import { addDetails } from './handling/add-details.ts';
import { addNote } from './handling/add-note.ts';
import { askForInfo } from './handling/ask-for-info.ts';
import { cancelCase } from './handling/cancel-case.ts';
import { changeUrgency } from './handling/change-urgency.ts';
import { claimCase } from './handling/claim-case.ts';
import { handOverCase } from './handling/hand-over-case.ts';
import { markTold } from './handling/mark-told.ts';
import { caseForViewing, listCases } from './queries.ts';
import { raiseCase } from './raising/raise-case.ts';
import { reopenCase } from './handling/reopen-case.ts';
import { resolveCase } from './handling/resolve-case.ts';
import { searchCases } from './finding/search-cases.ts';
import type { Case } from './tables.ts';
import { takeOverCase } from './handling/take-over-case.ts';
import { waitingOnMe } from './finding/waiting-on-me.ts';

let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());

interface Counted {
  /** Statements between begin and commit, the setting of the workspace left out. */
  readonly statements: number;
  readonly given: () => Promise<Case | undefined>;
  readonly act: (id: string) => Promise<unknown>;
}

const none = () => Promise.resolve(undefined);
const open = () => openCaseOfAna(northwind);
const claimed = () => claimedByLeo(northwind);
const resolved = async () => resolveCase(northwind.as('leo'), resolving((await claimed()).id));
const waiting = async () => askForInfo(northwind.as('leo'), question((await claimed()).id));
const question = (caseId: string) => ({ requestId: newRequest(), caseId, question: 'Which?', of: 'agent' }) as const;
const words = (caseId: string) => ({ requestId: newRequest(), caseId, text: 'words' });

/**
 * A change is: the case with the role check, the conditional UPDATE, the entry, its audit row, the view, the messages,
 * the Homes. What moves a clock reads the log and the calendar, and writes the clocks with the next deadline and the timer if
 * they are others. Whom to ask next reads who is there, by the calendar and the roster, and hours end with a timer of whoever has it.
 * Whoever adds a statement to an action changes its number here and says why.
 */
const table: Readonly<Record<string, Counted>> = {
  raise: { statements: 15, given: none, act: () => raiseCase(northwind.as('ana'), raising()) },
  claim: { statements: 12, given: open, act: (id) => claimCase(northwind.as('leo'), { caseId: id }) },
  'claim, too late': {
    statements: 3,
    given: claimed,
    act: (id) => claimCase(northwind.as('maya'), { caseId: id }).catch(none),
  },
  'take over': {
    statements: 11,
    given: claimed,
    act: (id) => takeOverCase(northwind.as('maya'), { caseId: id, from: 'U0LEO' }),
  },
  ask: { statements: 11, given: claimed, act: (id) => askForInfo(northwind.as('leo'), question(id)) },
  answer: { statements: 11, given: waiting, act: (id) => addDetails(northwind.as('ana'), words(id)) },
  // Whether the raiser's details answer a question is decided by a conditional UPDATE of its own.
  details: { statements: 10, given: claimed, act: (id) => addDetails(northwind.as('ana'), words(id)) },
  note: { statements: 7, given: claimed, act: (id) => addNote(northwind.as('ana'), words(id)) },
  urgency: {
    statements: 15,
    given: open,
    act: (id) => changeUrgency(northwind.as('ana'), { requestId: newRequest(), caseId: id, urgency: 'critical' }),
  },
  // The new owner is looked up.
  'hand over': {
    statements: 12,
    given: claimed,
    act: (id) => handOverCase(northwind.as('leo'), { requestId: newRequest(), caseId: id, to: 'U0LIA' }),
  },
  resolve: { statements: 11, given: claimed, act: (id) => resolveCase(northwind.as('leo'), resolving(id)) },
  cancel: {
    statements: 11,
    given: claimed,
    act: (id) => cancelCase(northwind.as('ana'), { requestId: newRequest(), caseId: id }),
  },
  // What the decision took from the budget, and its exception, are given back.
  reopen: {
    statements: 16,
    given: resolved,
    act: (id) => reopenCase(northwind.as('leo'), { requestId: newRequest(), caseId: id }),
  },
  told: { statements: 7, given: resolved, act: (id) => markTold(northwind.as('ana'), { caseId: id }) },
  view: { statements: 2, given: open, act: (id) => caseForViewing(northwind.as('ana'), id) },
  list: { statements: 1, given: none, act: () => listCases(northwind.as('leo'), { scope: 'open' }) },
  // For who sees more than their own cases the words are looked up first.
  search: { statements: 2, given: none, act: () => searchCases(northwind.as('leo'), 'lamp broken') },
  home: { statements: 1, given: none, act: () => waitingOnMe(northwind.as('leo')) },
};

test.each(Object.entries(table))('%s takes its number of statements', async (_name, { given, act, statements }) => {
  const before = await given();
  database.queries.length = 0;

  await act(before?.id ?? '');

  expect(database.queries).toHaveLength(statements);
});
