import { describe, expect, it } from 'vitest';
import { editableLimit, lineOf, readLimit, readLines } from './category-lines.ts';
import type { AuthorityRule } from './matrix.ts';

function rule(
  role: AuthorityRule['role'],
  remedy: AuthorityRule['remedy'],
  category: string | null,
  limit: number | null,
) {
  return { role, remedy, category, limit };
}

function problemOf(text: string, currency = 'EUR'): string {
  const read = readLines(text, currency);
  return 'problem' in read ? read.problem : 'none';
}

describe('a line about a category', () => {
  it.each<[string, AuthorityRule]>([
    ['Delivery: leads refunds up to 50', rule('lead', 'refund', 'Delivery', 5_000)],
    ['Delivery: lead refund 50,00 €', rule('lead', 'refund', 'Delivery', 5_000)],
    ['  DELIVERY late :  Leads,  1.234,50', rule('lead', 'any', 'DELIVERY late', 123_450)],
    ['Fraud: managers nothing', rule('manager', 'any', 'Fraud', 0)],
    ['Fraud: directors exceptions none', rule('director', 'exception', 'Fraud', 0)],
    ['Fraud: manager 0', rule('manager', 'any', 'Fraud', 0)],
    ['VIP: managers any amount', rule('manager', 'any', 'VIP', null)],
    ['VIP: leads callbacks any', rule('lead', 'callback', 'VIP', null)],
    ['any: leads credits up to 200', rule('lead', 'credit', null, 20_000)],
    ['Returns: late: leads 5', rule('lead', 'any', 'Returns: late', 500)],
  ])('“%s” is understood', (text, expected) => {
    expect(readLines(text, 'EUR')).toEqual({ rules: [expected] });
  });

  it.each([
    ['leads 50', 'Line 1: name the category first'],
    [': leads 50', 'Line 1: name the category first'],
    ['Delivery: agents 50', '“agents” is nobody who decides'],
    ['Delivery: leads', 'say how much'],
    ['Delivery: leads refunds up to', 'say how much'],
    ['Delivery: leads cheese 50', 'Write the amount as'],
    ['Delivery: leads 1,234', 'Is 1,234 meant as'],
    ['Delivery: leads 50 USD', "Limits are in EUR, the team's currency."],
    ['any: leads 50', 'stands in the fields above'],
    [`${'x'.repeat(101)}: leads 50`, 'at most 100 characters'],
    ['Delivery: leads 50\n\ndelivery : lead up to 60', 'Line 3: another line says something about the same already.'],
  ])('“%s” is asked back', (text, words) => {
    expect(problemOf(text)).toContain(words);
  });

  it('names every wrong line, three at a time', () => {
    const problem = problemOf('a\nVIP: leads 5\nb\nc\nd');

    expect(problem.match(/Line \d/g)).toEqual(['Line 1', 'Line 3', 'Line 4']);
  });

  it.each<[string, AuthorityRule]>([
    ['EUR', rule('lead', 'refund', 'Delivery', 5_050)],
    ['JPY', rule('manager', 'any', 'Delivery', 5_050)],
    ['KWD', rule('director', 'callback', 'Delivery: late', 5_050)],
    ['EUR', rule('lead', 'credit', null, 0)],
    ['EUR', rule('lead', 'any', 'VIP', null)],
  ])('reads as it is written, in %s: %o', (currency, expected) => {
    expect(readLines(lineOf(expected, currency, currency), currency)).toEqual({ rules: [expected] });
  });

  it('of another currency than the team counts in now is asked back, never taken for it', () => {
    expect(problemOf(lineOf(rule('lead', 'any', 'VIP', 5_000), 'EUR', 'USD'), 'USD')).toContain('Limits are in USD');
  });
});

describe('a limit', () => {
  it.each([
    ['any', null],
    ['Any amount', null],
    ['100', 10_000],
    ['€1 000.50', 100_050],
  ])('“%s” is %s', (typed, limit) => {
    expect(readLimit(typed, 'EUR')).toEqual({ limit });
    expect(readLimit(editableLimit(limit, 'EUR', 'EUR'), 'EUR')).toEqual({ limit });
  });
});
