import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { forgetPolicies, publishedPolicy } from '../../../../test/support/policies.ts';
import { transaction } from '../../../core/context.ts';
import { languageCalled } from '../import/files/languages.ts';
import { setQuestions } from '../library/settings/questions.ts';
import { readPolicyFile } from '../text/file/policy-file.ts';
import { findPassages } from './finding/find-passages.ts';
import { shownOf } from './finding/shown.ts';

const SAMPLE = join(import.meta.dirname, '../../../sandbox/sample/policies');
const SENTENCES = join(import.meta.dirname, '../../../../test/sentences/northwind.csv');
const EVERYBODY = { audience: { teams: null, roles: null } };

const rows: { sentence: string; policies: string }[] = parse(readFileSync(SENTENCES), { columns: true });
const answerable = rows.filter(({ policies }) => policies !== '');
const strangers = rows.filter(({ policies }) => policies === '');

let database: TestDatabase;
let northwind: Northwind;
/** The name of each policy's file, by its id. */
let files: Map<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await forgetPolicies(database);
  files = new Map();
});

async function publishSample(withQuestions: boolean): Promise<void> {
  const maya = northwind.as('maya');
  const names = readdirSync(SAMPLE, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
  for (const name of names.toSorted()) {
    const { title, body, frontMatter } = readPolicyFile(name, readFileSync(join(SAMPLE, name)));
    const { aliases, keywords, language = 'english' } = frontMatter;
    const fields = { ...EVERYBODY, language: languageCalled(language) ?? 'simple', ...(withQuestions && { keywords }) };
    const { policy } = await publishedPolicy(maya, { title, markdown: body, ...fields });
    files.set(policy.id, basename(name, '.md'));
    if (withQuestions) await setQuestions(maya, { policyId: policy.id, texts: aliases });
  }
}

interface Answer {
  /** Whether the search takes the first passage for an answer. */
  readonly answered: boolean;
  /** Whether what is shown stands as one: it names all that is asked. */
  readonly isSure: boolean;
  /** Whether a passage of the right policy is among the first three, and whether it is the first. */
  readonly isFound: boolean;
  readonly isFirst: boolean;
}

async function ask(sentence: string, policies: string): Promise<Answer> {
  const ana = northwind.as('ana');
  const found = await transaction(ana, (tx) => findPassages(tx, ana, sentence, 15));
  const first = found.passages.slice(0, 3).map(({ view }) => files.get(view.policy.id) ?? '');
  const isRight = (file: string) => file !== '' && policies.split('|').includes(file);
  return {
    answered: found.answered,
    isSure: shownOf(sentence, found).standing === 'answer',
    isFound: first.some(isRight),
    isFirst: first.slice(0, 1).some(isRight),
  };
}

async function askAll(of: typeof rows) {
  const answers: Answer[] = [];
  for (const { sentence, policies } of of) answers.push(await ask(sentence, policies));
  return answers;
}

const share = <One>(all: readonly One[], is: (one: One) => boolean) => all.filter(is).length / all.length;

describe('what customers and agents say in their own words', () => {
  test.each([
    [
      'with example questions',
      true,
      { first: 0.68, found: 0.84, answered: 0.77, told: 0.84, refused: 0.88, sureAndWrong: 0.14 },
    ],
    [
      'with nothing but their text',
      false,
      { first: 0.51, found: 0.73, answered: 0.68, told: 0.77, refused: 0.88, sureAndWrong: 0.13 },
    ],
  ])(
    'is answered by policies %s where they say something about it, mostly not where they do not, or not about all of it',
    async (_, withQuestions, { sureAndWrong: most, ...least }) => {
      await publishSample(withQuestions);

      const answers = await askAll(answerable);
      const toStrangers = await askAll(strangers);
      const found = answers.filter(({ isFound }) => isFound);
      const shares = {
        first: share(answers, ({ isFirst }) => isFirst),
        found: found.length / answers.length,
        answered: share(found, ({ answered }) => answered),
        told: share(
          answers.filter(({ answered, isFirst }) => answered && isFirst),
          ({ isSure }) => isSure,
        ),
        refused: share(toStrangers, ({ isSure }) => !isSure),
      };
      const sureAndWrong = share([...answers, ...toStrangers], ({ isSure, isFirst }) => isSure && !isFirst);

      console.log(
        `${answers.length} sentences, ${toStrangers.length} strangers: ${JSON.stringify({ ...shares, sureAndWrong })}`,
      );
      const names = ['first', 'found', 'answered', 'told', 'refused'] as const;
      expect(names.filter((name) => shares[name] < least[name])).toEqual([]);
      expect(sureAndWrong).toBeLessThan(most);
    },
    60_000,
  );
});

test('a policy that is found by its questions answers with the section that says it, not with how it begins', async () => {
  await publishSample(true);
  const ana = northwind.as('ana');
  const sentences = [
    'I threw the carton away can i still send it back',
    'let me speak to your supervisor',
    'The amount was taken from his account two times',
    'The tracking page says the same thing since last week',
    'my lamp arrived broken',
  ];

  const headings: string[] = [];
  for (const sentence of sentences) {
    const { passages } = await transaction(ana, (tx) => findPassages(tx, ana, sentence, 5));
    headings.push(passages[0]?.view.passage.heading ?? '');
  }

  expect(headings).toEqual(['No box any more', 'They want your boss', 'Which it is', 'First, look', 'What we need']);
});
