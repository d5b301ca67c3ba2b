import type { ModalView } from '@slack/types';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openCaseOfAna } from '../../../../test/support/cases.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { fingersOn, type Fingers } from '../../../../test/support/fingers.ts';
import { openNorthwind, type CastName, type Northwind } from '../../../../test/support/northwind.ts';
import { lookUpListeners } from './look-up.ts';

let database: TestDatabase;
let northwind: Northwind;
let fingers: Fingers;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql`truncate cases, case_entries, case_numbers, outbox_messages, outbox_lanes cascade`;
  fingers = fingersOn(lookUpListeners);
});

function command(name: CastName, typed: string) {
  return fingers.type(northwind.as(name), typed);
}

function wordsIn(view: ModalView): string {
  return JSON.stringify(view.blocks);
}

describe('looking up', () => {
  test('/case 42, #42, list and search open a window; help and export answer', async () => {
    await openCaseOfAna(northwind, { summary: 'Lamp arrived broken' });

    for (const typed of ['1', '#1', 'list', 'list open', 'search lamp', 'lamp']) await command('leo', `/case ${typed}`);

    expect(fingers.shown.map(({ view }) => view.title.text)).toEqual([
      'Case #1',
      'Case #1',
      'Cases of your team',
      'Open cases',
      'Cases found',
      'Cases found',
    ]);
    expect(fingers.shown.filter(({ view }) => wordsIn(view).includes('Lamp arrived broken'))).toHaveLength(6);
    expect(await command('leo', '/case')).toMatchObject({ text: expect.stringContaining('/case list') as string });
    expect(await command('leo', '/case export')).toMatchObject({
      text: expect.stringContaining('comes to your messages') as string,
    });
  });

  test('/case list means the cases of the team to who leads one, with the way to their own, and their own to an agent', async () => {
    await openCaseOfAna(northwind, { summary: 'Lamp arrived broken' });
    const shownTo = async (name: CastName, typed: string) => {
      await command(name, typed);
      return { title: fingers.last().title.text, words: wordsIn(fingers.last()) };
    };

    for (const name of ['leo', 'maya', 'dora'] as const) {
      const list = await shownTo(name, '/case list');
      expect(list.title).toBe('Cases of your team');
      expect(list.words).toContain('Lamp arrived broken');
      expect(list.words).toContain('`/case list mine` only your own');
    }
    expect((await shownTo('leo', '/case list mine')).words).not.toContain('Lamp arrived broken');
    expect((await shownTo('ben', '/case list')).words).toContain('There are none.');
    expect((await shownTo('ben', '/case list')).words).not.toContain('/case list');
    expect((await shownTo('ana', '/case list')).title).toBe('Your cases');
  });

  test('what cannot be found or listed is repeated, with what can be typed', async () => {
    await command('leo', '/case exprot');
    const answer = await command('leo', '/case list resolved');

    expect(wordsIn(fingers.last())).toContain('Nothing found for “exprot”. Try other words, or type `/case 42`');
    expect(answer).toMatchObject({
      text: expect.stringMatching(/^There is no list “resolved”. Type `\/case list mine`/) as string,
    });
  });

  test('a case that is not theirs is told like one that does not exist', async () => {
    await openCaseOfAna(northwind);

    await expect(command('ben', '/case 1')).rejects.toThrow('There is no case #1, or it is not yours to see.');
    await expect(command('ben', '/case 999')).rejects.toThrow('There is no case #999, or it is not yours to see.');
  });
});
