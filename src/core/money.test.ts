import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editableAmount, formatMoney, minorDigits, readAmount } from './money.ts';

describe('an amount as people type it', () => {
  test.each([
    ['180', 'EUR', 18_000, 'EUR'],
    ['180,50', 'EUR', 18_050, 'EUR'],
    ['180.5', 'EUR', 18_050, 'EUR'],
    ['€180', 'EUR', 18_000, 'EUR'],
    ['180 €', 'USD', 18_000, 'EUR'],
    ['180 EUR', 'USD', 18_000, 'EUR'],
    ['usd 12.5', 'EUR', 1250, 'USD'],
    ['$180', 'CAD', 18_000, 'CAD'],
    ['kr 180', 'SEK', 18_000, 'SEK'],
    ['1.234,50', 'EUR', 123_450, 'EUR'],
    ['1,234.50', 'EUR', 123_450, 'EUR'],
    ['1.234.567', 'EUR', 123_456_700, 'EUR'],
    ['1 234,50', 'EUR', 123_450, 'EUR'],
    ['1\u00a0234,50\u00a0€', 'EUR', 123_450, 'EUR'],
    ["1'234.50", 'CHF', 123_450, 'CHF'],
    ['180,-', 'EUR', 18_000, 'EUR'],
    ['180.', 'EUR', 18_000, 'EUR'],
    ['.5', 'EUR', 50, 'EUR'],
    ['１８０', 'EUR', 18_000, 'EUR'],
    ['180', 'JPY', 180, 'JPY'],
    ['1,234', 'JPY', 1234, 'JPY'],
    ['180.00', 'JPY', 180, 'JPY'],
    ['1.5', 'KWD', 1500, 'KWD'],
    ['1,234.567', 'KWD', 1_234_567, 'KWD'],
    ['1.2340', 'KWD', 1234, 'KWD'],
  ])('%s in %s', (typed, teamCurrency, minor, currency) => {
    expect(readAmount(typed, teamCurrency)).toEqual({ money: { minor, currency } });
  });

  test.each([
    ['1,234', 'EUR', 'Is 1,234 meant as €1,234.00 or €1.23? Write 1234 or 1.23.'],
    ['1.234', 'EUR', 'Is 1.234 meant as €1,234.00 or €1.23? Write 1234 or 1.23.'],
    ['€1,234', 'USD', 'Is 1,234 meant as €1,234.00 or €1.23? Write 1234 or 1.23.'],
    ['1.234', 'KWD', 'Is 1.234 meant as KWD\u00a01,234.000 or KWD\u00a01.234? Write 1234 or 1.2340.'],
    ['$180', 'EUR', '“$” has several meanings. Write the currency too, such as 180 USD.'],
    ['180.5', 'JPY', 'JPY has no decimals. Write it as 180.'],
    ['0,123', 'JPY', 'JPY has no decimals. Write it as 180.'],
    ['1234.567', 'EUR', 'EUR has 2 decimals at most. Write it as 180 or 180.50.'],
    ['0', 'EUR', 'Write an amount above zero, or leave it empty.'],
    ['99999999999999999999', 'EUR', 'That is more than Floorwalker can take. Check the amount.'],
  ])('%s in %s is asked back', (typed, currency, problem) => {
    expect(readAmount(typed, currency)).toEqual({ problem });
  });

  test.each(['', 'abc', '-5', '1e5', '12,34,567', '1 80', '..', "180'", '180 foo', '=1+1', '١٨٠', '180\n181', '1,,2'])(
    '%j is told how to write it',
    (typed) => {
      expect(readAmount(typed, 'EUR')).toEqual({
        problem: 'Write the amount as 180 or 180.50. It is in EUR unless you add another currency.',
      });
    },
  );
});

const currency = fc.constantFrom('EUR', 'USD', 'JPY', 'KWD', 'CHF', 'BHD', 'SEK');
const minor = fc.integer({ min: 1, max: 100_000_000_000 });

test('what is offered for editing is read as the same amount', () => {
  fc.assert(
    fc.property(minor, currency, currency, (amount, of, team) => {
      const money = { minor: amount, currency: of };

      expect(readAmount(editableAmount(money, team), team)).toEqual({ money });
    }),
  );
});

test('what is shown is read as the same amount, or asked back', () => {
  fc.assert(
    fc.property(minor, currency, (amount, of) => {
      const money = { minor: amount, currency: of };

      const read = readAmount(formatMoney(money), of);

      expect(read).toEqual('money' in read ? { money } : { problem: read.problem.match(/^Is .* meant as .*/)?.[0] });
    }),
  );
});

test('whatever is typed is answered with an amount or words, never an exception', () => {
  const amountLike = fc.string({ unit: fc.constantFrom('0', '1', '9', '.', ',', "'", ' ', '€', '$', '-', 'EUR') });
  fc.assert(
    fc.property(fc.oneof(fc.string(), amountLike), currency, (typed, of) => {
      const read = readAmount(typed, of);

      const answer = 'money' in read ? read.money.minor : read.problem.length;
      expect(answer).toSatisfy(Number.isSafeInteger);
      expect(answer).toBeGreaterThan(0);
    }),
  );
});

test('knows how many decimals a currency has', () => {
  expect(['EUR', 'JPY', 'KWD'].map(minorDigits)).toEqual([2, 0, 3]);
});
