import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { CARE, type Northwind, openNorthwind } from '../../test/support/northwind.ts';
import { sharedData } from '../../test/support/shared-data.ts';
import { transaction } from '../core/context.ts';
import { search } from '../search/index.ts';
import { readerKeys } from '../features/policies/library/reading/audience.ts';
import { COLLECTION } from '../features/policies/library/index-policy.ts';
import { exportPolicies } from '../features/policies/import/export-policies.ts';
import type { GivenFiles } from '../features/policies/import/files/given-files.ts';
import { previewImport, runImport } from '../features/policies/import/importing/import-policies.ts';
import { countsOf, problemsOf } from '../features/policies/import/importing/report.ts';
import { readFolder } from './policy-folder.ts';

const folder = sharedData('policies-real');
/** Alone on two cores it takes a small part of this; other tests run beside it. The time itself is printed. */
const MOST_SECONDS = 90;

describe.skipIf(folder === undefined)('276 real documents', () => {
  let database: TestDatabase;
  let maya: ReturnType<Northwind['as']>;
  let given: GivenFiles;

  beforeAll(async () => {
    database = await createTestDatabase();
    maya = (await openNorthwind(database)).as('maya');
    given = await readFolder(folder ?? '');
  });
  afterAll(() => database.close());

  test(`are imported, published and found within ${MOST_SECONDS} s, none refused`, async () => {
    const began = performance.now();
    const report = await runImport(maya, { teamId: CARE, given, mode: 'publish', run: 'real' });
    const seconds = (performance.now() - began) / 1000;

    process.stdout.write(`276 real documents: ${seconds.toFixed(1)} s\n`);
    expect(problemsOf(report)).toEqual([]);
    expect(countsOf(report)).toMatchObject({ new: 276, refused: 0 });
    expect(seconds).toBeLessThan(MOST_SECONDS);
    const audience = readerKeys(maya.actor);
    const wanted = {
      collection: COLLECTION,
      query: 'parental leave for new parents',
      audience,
      at: maya.clock.now(),
      limit: 5,
    };
    const { hits } = await transaction(maya, (tx) => search(tx, maya, wanted));
    expect(hits).not.toEqual([]);
  }, 120_000);

  test('given again change nothing, as themselves or as they are exported', async () => {
    const again = await previewImport(maya, { teamId: CARE, given, mode: 'publish' });
    const { files } = await exportPolicies(maya, CARE);
    const back = await previewImport(maya, { teamId: CARE, given: { files, problems: [] }, mode: 'publish' });

    expect(countsOf(again)).toMatchObject({ same: 276 });
    expect(files.map(({ path }) => path)).toEqual(given.files.map(({ path }) => path));
    expect(countsOf(back)).toMatchObject({ same: 276 });
  }, 60_000);
});
