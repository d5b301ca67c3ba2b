import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TEST_NOW } from '../../../test/support/context.ts';
import { CARE } from '../../../test/support/northwind.ts';
import { type Typed, fieldNames, openForm } from '../../../test/support/open-form.ts';
import { refusedOfView } from '../../../test/support/slack-rules.ts';
import type { Team } from '../tables.ts';
import type { AuthorityPage } from './authority-page.ts';
import { isSameMatrix, kindsIn, ownLimit } from './compare.ts';
import { formFrom, formOf } from './form.ts';
import { parseAuthority, readAuthority } from './inputs.ts';
import { defaultMatrix, REMEDIES, type AuthorityMatrix, type AuthorityRule } from './matrix.ts';
import { authorityModal, historyModal, savedModal, savingModal, standing } from './modals.ts';
import { DECIDERS, matrixInWords } from './words.ts';

const team: Team = {
  workspaceId: 'T0NORTHWIND',
  id: CARE,
  name: 'Northwind & <Care>',
  teamChannel: 'C0CARE',
  escalationsChannel: 'C0CAREESC',
  timeZone: 'Europe/Berlin',
  businessHoursText: '24/7',
  businessHours: [],
  currency: 'EUR',
  agentsFrom: 'channel',
  setUpBy: 'U0ADMIN',
  setUpAt: TEST_NOW,
};

function pageOf(matrix: AuthorityMatrix = defaultMatrix('EUR'), more: Partial<AuthorityPage> = {}): AuthorityPage {
  return { team, matrix, saved: undefined, month: '2026-03', taken: [], needsDirector: false, ...more };
}

function viewOf(matrix: AuthorityMatrix, teamCurrency = matrix.currency) {
  return authorityModal(pageOf(matrix), formOf(CARE, matrix, teamCurrency));
}

/** What comes of the form when it is opened on the defaults and some fields are changed. */
function parsedWith(typed: Typed) {
  const form = { ...formOf(CARE, defaultMatrix('EUR'), 'EUR'), showsLines: true };
  return parseAuthority(openForm(authorityModal(pageOf(), form), typed));
}

function errorsOf(typed: Typed): Readonly<Record<string, string>> {
  const parsed = parsedWith(typed);
  return 'errors' in parsed ? parsed.errors : {};
}

function matrixFrom(typed: Typed): AuthorityMatrix {
  const parsed = parsedWith(typed);
  if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors));
  return parsed.input.matrix;
}

describe('the form Authority', () => {
  it('shows the defaults, and says that they are', () => {
    const view = viewOf(defaultMatrix('EUR'));
    const text = JSON.stringify(view.blocks);

    expect(refusedOfView(view)).toEqual([]);
    expect(text).toContain('These are the defaults');
    expect(text).toContain('Leads may grant anything up to €200.00.');
    expect(text).toContain('Managers may grant anything up to €1,000.00.');
    expect(text).toContain('Directors may grant anything of any amount.');
    expect(fieldNames(view)).not.toContain('lines');
  });

  it.each(['EUR', 'JPY', 'KWD'])('sent as it was opened changes nothing, in %s', (currency) => {
    const matrix = defaultMatrix(currency);
    const page = { ...pageOf(matrix), team: { ...team, currency } };
    const parsed = parseAuthority(openForm(authorityModal(page, formOf(CARE, matrix, currency))));

    expect('input' in parsed && isSameMatrix(parsed.input.matrix, matrix)).toBe(true);
  });

  it('takes fewer remedies, another amount, a line, a budget', () => {
    const matrix = matrixFrom({
      leadUpTo: '150,50',
      leadRemedies: ['refund', 'callback'],
      lines: 'Fraud: leads nothing\nDelivery: managers credits up to 2000',
      secondPersonAbove: '500',
      monthlyBudget: '€5.000,00',
    });

    expect(matrixInWords(matrix)).toEqual([
      'Leads may grant refunds and callbacks up to €150.50.',
      'Managers may grant anything up to €1,000.00.',
      'Directors may grant anything of any amount.',
      'In Fraud, leads may not grant anything.',
      'In Delivery, managers may grant credits up to €2,000.00.',
      'Above €500.00 a second person has to agree.',
      'The team may grant €5,000.00 a month.',
    ]);
  });

  it('lets a role grant nothing, by neither amount nor tick', () => {
    const matrix = matrixFrom({ leadUpTo: null, leadRemedies: [] });

    expect(matrixInWords(matrix)[0]).toBe('Leads may grant nothing alone.');
  });

  it('has a line put in place of a tick', () => {
    const matrix = matrixFrom({ leadRemedies: ['refund', 'credit'], lines: 'any: leads refunds up to 50' });

    expect(matrixInWords(matrix).slice(0, 2)).toEqual([
      'Leads may grant credits up to €200.00.',
      'Leads may grant refunds up to €50.00.',
    ]);
  });

  it.each<[string, Typed, string, string]>([
    ['an amount for nothing', { leadRemedies: [] }, 'leadRemedies', 'Tick what they may grant'],
    ['ticks without an amount', { leadUpTo: null }, 'leadUpTo', 'Write up to which amount'],
    ['words for an amount', { managerUpTo: 'a lot' }, 'managerUpTo', 'Write the amount as'],
    ['another currency', { managerUpTo: '$200' }, 'managerUpTo', 'several meanings'],
    ['zero', { leadUpTo: '0' }, 'leadUpTo', 'above zero'],
    ['a wrong line', { lines: 'Fraud leads' }, 'lines', 'Line 1'],
    ['a wrong line for the second person', { secondPersonAbove: 'x' }, 'secondPersonAbove', 'Write the amount as'],
    ['a wrong budget', { monthlyBudget: '1,234' }, 'monthlyBudget', 'Is 1,234 meant as'],
    ['leads above managers', { leadUpTo: '1001' }, 'managerUpTo', 'Leads could grant more refunds than managers'],
    ['managers above directors', { directorUpTo: '500' }, 'directorUpTo', 'Managers could grant more refunds than'],
    [
      'leads above managers in a category',
      { lines: 'Fraud: managers 50' },
      'lines',
      'more refunds in Fraud than managers',
    ],
  ])('says at its field what is wrong with %s', (_what, typed, field, words) => {
    expect(errorsOf(typed)[field]).toContain(words);
  });

  it('never takes an amount of the old currency for the new one', () => {
    const matrix = { ...defaultMatrix('EUR'), secondPersonAbove: 5_000, monthlyBudget: 5_000 };
    const form = formOf(CARE, matrix, 'USD');
    const parsed = parseAuthority(openForm(authorityModal(pageOf(matrix), form)));

    expect('errors' in parsed && Object.keys(parsed.errors)).toEqual([
      'leadUpTo',
      'managerUpTo',
      'secondPersonAbove',
      'monthlyBudget',
    ]);
  });

  it.each(['', '{}', '{"teamId":"x","revision":-1,"currency":"XXXX","showsLines":true}'])(
    'that carries %s was made up or is old',
    (privateMetadata) => {
      const view = { ...openForm(viewOf(defaultMatrix('EUR'))), privateMetadata };

      expect(() => formFrom(view)).toThrow('out of date');
    },
  );

  it('keeps everything when it is redrawn, what cannot be read included', () => {
    const form = { ...formOf(CARE, defaultMatrix('EUR'), 'EUR'), showsLines: true };
    const typed = { leadUpTo: 'a lot', leadRemedies: ['credit'], lines: 'Fraud leads', monthlyBudget: '1,234' };
    const sent = openForm(authorityModal(pageOf(), form), typed);
    const problem = { message: 'Not now.', field: 'leadUpTo' };

    const again = openForm(authorityModal(pageOf(), formFrom(sent), problem));

    expect(formFrom(again)).toEqual(formFrom(sent));
    expect(formFrom(again).roles.lead).toEqual({ upTo: 'a lot', remedies: ['credit'] });
  });

  it('reads back as any matrix that a form can make', () => {
    const limit = fc.option(fc.integer({ min: 1, max: 200_000 }));
    const rules = fc.tuple(
      ...DECIDERS.map((role) =>
        fc.record({ limit, remedies: fc.subarray([...REMEDIES]) }).map(({ limit: upTo, remedies }): AuthorityRule[] => {
          const granted = remedies.length === REMEDIES.length ? (['any'] as const) : remedies;
          return granted.map((remedy) => ({ role, remedy, category: null, limit: upTo }));
        }),
      ),
    );
    const lines = fc.uniqueArray(
      fc.record({
        role: fc.constantFrom(...DECIDERS),
        remedy: fc.constantFrom(...REMEDIES, 'any' as const),
        category: fc.constantFrom('Delivery', 'Fraud: cards', 'any news'),
        limit: fc.option(fc.nat(200_000)),
      }),
      { selector: ({ role, remedy, category }) => `${role} ${remedy} ${category}`, maxLength: 8 },
    );
    fc.assert(
      fc.property(rules, lines, fc.constantFrom('EUR', 'JPY', 'KWD'), (general, own, currency) => {
        const matrix = { ...defaultMatrix(currency), rules: [...general.flat(), ...own] };

        // A form that gives leads more than managers is refused; what is read of it is looked at all the same.
        const { matrix: read, errors } = readAuthority(formFrom(openForm(viewOf(matrix, currency))));

        expect(errors).toEqual({});
        for (const kind of kindsIn(matrix, read)) {
          for (const role of DECIDERS) expect(ownLimit(read, role, kind)).toBe(ownLimit(matrix, role, kind));
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('the running budget', () => {
  const matrix = { ...defaultMatrix('EUR'), monthlyBudget: 500_000 };
  const euros = { minor: 42_000, currency: 'EUR' };

  it('says what was granted this month and what is left', () => {
    expect(standing(pageOf(matrix, { taken: [euros] }))).toBe(
      'Granted in March: €420.00 of €5,000.00, €4,580.00 left.',
    );
  });

  it('is never less than nothing, and counts other currencies apart', () => {
    const taken = [
      { minor: 600_000, currency: 'EUR' },
      { minor: 9_900, currency: 'USD' },
    ];

    expect(standing(pageOf(matrix, { taken }))).toBe(
      'Granted in March: €6,000.00 of €5,000.00, €0.00 left. Besides: $99.00.',
    );
  });

  it('shows what was granted where there is no budget', () => {
    expect(standing(pageOf(defaultMatrix('EUR'), { taken: [euros] }))).toBe('Granted in March: €420.00.');
  });
});

describe('views of authority', () => {
  const long = Array.from({ length: 60 }, (_, index) => ({
    role: 'lead' as const,
    remedy: 'any' as const,
    category: `${'*_<&`~'.repeat(15)} ${index}`,
    limit: 1,
  }));
  const full: AuthorityMatrix = { ...defaultMatrix('EUR'), rules: [...defaultMatrix('EUR').rules, ...long] };
  const saved = {
    ...full,
    workspaceId: 'T0NORTHWIND',
    teamId: CARE,
    savedBy: 'U0MAYA',
    savedAt: TEST_NOW,
  };
  const revisions = Array.from({ length: 11 }, (_, index) => ({ ...saved, revision: 20 - index }));

  it('are taken by Slack at their longest', () => {
    const page = pageOf(full, { saved, needsDirector: true });
    const problem = { message: 'x'.repeat(5_000), field: 'lines' };

    expect(refusedOfView(authorityModal(page, formOf(CARE, full, 'EUR'), problem))).toEqual([]);
    expect(refusedOfView(savedModal(page))).toEqual([]);
    expect(refusedOfView(savingModal())).toEqual([]);
    expect(refusedOfView(historyModal(team, revisions, defaultMatrix('EUR')))).toEqual([]);
    expect(refusedOfView(historyModal(team, [], defaultMatrix('EUR')))).toEqual([]);
  });

  it('tell what each revision changed, by whom, and what was before', () => {
    const first = { ...saved, ...defaultMatrix('EUR'), revision: 1 };
    const second = { ...first, revision: 2, monthlyBudget: 500_000 };
    const third = { ...second, revision: 3, monthlyBudget: 600_000 };

    const text = JSON.stringify(historyModal(team, [third, second, first], defaultMatrix('EUR')).blocks);

    expect(text).toContain('*Revision 3* · <@U0MAYA>');
    expect(text).toContain('The team may grant €6,000.00 a month.');
    expect(text).toContain('Before: The team may grant €5,000.00 a month.');
  });
});
