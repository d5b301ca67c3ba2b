import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { messageProblems } from '../../../../test/support/block-check.ts';
import type { TestContext } from '../../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { fingersOn, type Fingers } from '../../../../test/support/fingers.ts';
import { CARE, type CastName, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import type { Surface } from '../../../slack/listener.ts';
import { closest } from './find-colleague.ts';
import { viewListeners } from './listeners.ts';

/** A Tuesday, 10:00 in Berlin. */
const NOW = new Date('2026-03-10T09:00:00Z');

let database: TestDatabase;
let northwind: Northwind;
let fingers: Fingers;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(() => {
  fingers = fingersOn(viewListeners([]));
});

function as(name: CastName): TestContext {
  const ctx = northwind.as(name);
  ctx.clock.set(NOW);
  return ctx;
}

const inWindow: Surface = {
  view: {
    id: 'V1',
    hash: 'h',
    type: 'modal',
    callbackId: 'shift.roster',
    privateMetadata: `team/${CARE}/2026-03-09`,
    state: {},
  },
};

describe('/shift', () => {
  test.each([
    ['', 'Your shifts', '9 Mar – 15 Mar'],
    ['next week', 'Your shifts', '16 Mar – 22 Mar'],
    ['team', 'Northwind Care', '9 Mar – 15 Mar'],
    ['team week of 7 Dec', 'Northwind Care', '7 Dec – 13 Dec'],
    ['today', 'Northwind Care', 'Tuesday 10 March'],
    ['tomorrow', 'Northwind Care', 'Wednesday 11 March'],
    ['open', 'Open shifts', 'Tuesday 10 March to'],
    ['open', 'Open shifts', 'times of Berlin unless said otherwise'],
    ['@ben', 'Ben', '9 Mar – 15 Mar'],
    ['<@U0BEN|ben> last week', 'Ben', '2 Mar – 8 Mar'],
    ['ben', 'Ben', '9 Mar – 15 Mar'],
  ])('%s opens %s of %s', async (typed, title, when) => {
    await fingers.type(as('ana'), `/shift ${typed}`);

    const view = fingers.last();
    expect(view.title.text).toBe(title);
    expect(JSON.stringify(view)).toContain(when);
  });

  test('says what it knows when asked, and when it does not understand', async () => {
    const help = await fingers.type(as('ana'), '/shift help');
    const unknown = await fingers.type(as('ana'), '/shift <!channel> *fly*');

    expect(help?.text).toContain('`/shift week of 7 Dec`');
    expect(unknown?.text).toContain('I know no “&lt;!channel&gt; ∗fly∗”');
    expect(unknown?.text).toContain('`/shift open`');
    for (const message of [help, unknown]) expect(message && messageProblems(message)).toEqual([]);
    expect(fingers.shown).toEqual([]);
  });

  test('says that nobody is called so', async () => {
    const said = await fingers.type(as('ana'), '/shift @zoe');

    expect(said?.text).toBe('Nobody on your teams is called “zoe”.');
  });

  test('asks who of several is meant', async () => {
    const said = await fingers.type(as('ana'), '/shift @l');

    expect(JSON.stringify(said?.blocks)).toMatch(/Leo.*Lia/);
    await fingers.press(as('ana'), 'shift.show', 'person/U0LIA/2026-03-10');
    expect(fingers.last().title.text).toBe('Lia');
  });
});

describe('the window', () => {
  test('shows another week and a day in its place, so that nothing below it grows old', async () => {
    await fingers.press(as('ana'), 'shift.show', `team/${CARE}/2026-03-16`, inWindow);
    await fingers.press(as('ana'), 'shift.show', `day/${CARE}/2026-03-17`, inWindow);

    expect(fingers.shown.map(({ how }) => how)).toEqual(['update', 'update']);
  });

  test('gives its place to the form of a shift, and has the import on top', async () => {
    await fingers.press(as('maya'), 'shift.add', CARE, inWindow);
    await fingers.press(as('maya'), 'shift.import', CARE, inWindow);

    expect(fingers.shown.map(({ how, view }) => `${how} ${view.title.text}`)).toEqual([
      'update Add a shift',
      'push Import',
    ]);
    for (const key of ['shift.add', 'shift.import']) {
      await expect(fingers.press(as('ana'), key, CARE, inWindow)).rejects.toThrow('Only');
      await expect(fingers.press(as('maya'), key, 'made up', inWindow)).rejects.toThrow('out of date');
    }
  });

  test.each(['', 'team/x/2026-03-16', `team/${CARE}/2026-02-30`, `all/${CARE}/2026-03-16`, 'person/*/2026-03-16'])(
    'shows nothing for a value that somebody made up: %j',
    async (value) => {
      await expect(fingers.press(as('ana'), 'shift.show', value, inWindow)).rejects.toThrow('out of date');
    },
  );
});

test.each([
  ['ana', ['Ana Ferreira']],
  ['Ana Ferreira', ['Ana Ferreira']],
  ['anaferreira', ['Ana Ferreira']],
  ['ana.f', ['Ana Ferreira']],
  ['jose', ['José Álvarez']],
  ['an', ['Ana Ferreira', 'Anatol Kern', 'Jo-Anne Lee']],
  ['kern', ['Anatol Kern']],
  ['U0ANA', ['Ana Ferreira']],
  ['x', []],
  // Stands in José’s id and in nobody’s words.
  ['ose', []],
  ['natol', []],
  ['.', []],
])('by “%s” is meant: %s', (named, names) => {
  const all = ['Ana Ferreira', 'Anatol Kern', 'Jo-Anne Lee', 'José Álvarez'].map((name) => ({
    name,
    slackId: `U0${name.slice(0, 3).toUpperCase()}${name.length > 11 ? '' : '2'}`,
  }));

  expect(closest(all, named).map(({ name }) => name)).toEqual(names);
});
