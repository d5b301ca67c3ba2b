/** An amount in minor units (cents, fils, whole yen) of an ISO 4217 currency. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

export type ReadAmount = { readonly money: Money } | { readonly problem: string };

/** Far above any remedy, far below what a bigint column or a double loses. */
const MOST_MINOR = 100_000_000_000n;
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
/** Symbols that mean one currency wherever they are typed; `$`, `¥` and `kr` only mean the team's own. */
const SYMBOLS: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  '₹': 'INR',
  '₩': 'KRW',
  '₺': 'TRY',
  zł: 'PLN',
};

/**
 * Reads an amount as people type it: `180`, `180,50`, `€180`, `1.234,50`, `1 234.50`, `180 USD`. Without a currency it is
 * `teamCurrency`. What can be read in two ways (`1,234`) is asked back, never guessed.
 */
export function readAmount(typed: string, teamCurrency: string): ReadAmount {
  const parts = /^(?<before>[^\d.,+-]*)(?<number>[\d.,'’ ]*?)(?<after>[^\d.,]*)$/u.exec(tidy(typed))?.groups;
  if (!parts || !/\d/.test(parts['number'] ?? '')) return { problem: howToWrite(teamCurrency) };

  const currency = currencyOf(`${parts['before']}${parts['after']}`.trim(), teamCurrency);
  if (typeof currency !== 'string') return currency;
  return readNumber((parts['number'] ?? '').trim(), currency);
}

/** Full-width and no-break characters made plain; the dash of `180,-` and a sign of plus dropped. */
function tidy(typed: string): string {
  return typed
    .normalize('NFKC')
    .trim()
    .replace(/^\+/, '')
    .replace(/[.,][-–—]+/, '');
}

function currencyOf(mark: string, teamCurrency: string): string | { problem: string } {
  if (mark === '' || ownMarks(teamCurrency).includes(mark.toLowerCase())) return teamCurrency;
  const currency = SYMBOLS[mark.toLowerCase()] ?? mark.toUpperCase();
  if (CURRENCIES.has(currency)) return currency;
  if (/^[$¥]$|^kr\.?$/i.test(mark))
    return { problem: `“${mark}” has several meanings. Write the currency too, such as 180 USD.` };
  return { problem: howToWrite(teamCurrency) };
}

function ownMarks(currency: string): readonly string[] {
  const shown = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  const symbol = shown.formatToParts(0).find((part) => part.type === 'currency')?.value ?? currency;
  return [symbol.toLowerCase(), currency.toLowerCase()];
}

function readNumber(text: string, currency: string): ReadAmount {
  const digits = minorDigits(currency);
  const split = splitNumber(text);
  if (!split) return { problem: howToWrite(currency) };
  const { whole, fraction, lone } = split;

  if (lone && fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole)) {
    // Without decimals it can only be thousands.
    if (digits === 0) return moneyOf(`${whole}${fraction}`, '', currency);
    return { problem: whichOfTwo(text, whole, fraction, currency) };
  }
  return moneyOf(whole, fraction, currency);
}

interface SplitNumber {
  readonly whole: string;
  readonly fraction: string;
  /** One separator in all, so that it could be either kind. */
  readonly lone: boolean;
}

/** Undefined unless every separator before the last kind of it parts groups of three. */
function splitNumber(text: string): SplitNumber | undefined {
  const separators = text.replace(/\d/g, '');
  const last = separators.at(-1) ?? '';
  const isPoint = (last === '.' || last === ',') && separators.indexOf(last) === separators.length - 1;
  const at = isPoint ? text.lastIndexOf(last) : text.length;
  const grouped = text.slice(0, at);
  if (!/^\d*$|^\d{1,3}([.,'’ ])\d{3}(\1\d{3})*$/.test(grouped)) return undefined;
  return { whole: grouped.replace(/\D/g, ''), fraction: text.slice(at + 1), lone: isPoint && separators.length === 1 };
}

function moneyOf(whole: string, fraction: string, currency: string): ReadAmount {
  const digits = minorDigits(currency);
  const kept = fraction.slice(0, digits).padEnd(digits, '0');
  if (/[1-9]/.test(fraction.slice(digits))) {
    const places = digits === 0 ? 'no decimals' : `${digits} decimals at most`;
    return { problem: `${currency} has ${places}. Write it as ${example(currency)}.` };
  }
  const minor = BigInt(`${whole}${kept}` || '0');
  if (minor === 0n) return { problem: 'Write an amount above zero, or leave it empty.' };
  if (minor > MOST_MINOR) return { problem: 'That is more than Floorwalker can take. Check the amount.' };
  return { money: { minor: Number(minor), currency } };
}

function whichOfTwo(typed: string, whole: string, fraction: string, currency: string): string {
  const digits = minorDigits(currency);
  const thousands = formatMoney({ minor: Number(`${whole}${fraction}${'0'.repeat(digits)}`), currency });
  const decimal = `${whole}.${fraction.slice(0, digits)}`;
  const units = formatMoney({ minor: Number(`${whole}${fraction.slice(0, digits)}`), currency });
  return `Is ${typed} meant as ${thousands} or ${units}? Write ${whole}${fraction} or ${digits === 3 ? `${decimal}0` : decimal}.`;
}

function howToWrite(currency: string): string {
  return `Write the amount as ${example(currency)}. It is in ${currency} unless you add another currency.`;
}

function example(currency: string): string {
  const digits = minorDigits(currency);
  return digits === 0 ? '180' : `180 or 180.5${'0'.repeat(digits - 1)}`;
}

/** How many decimals the currency has: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** For people: `€1,234.50`. */
export function formatMoney(money: Money): string {
  const shown = new Intl.NumberFormat('en', { style: 'currency', currency: money.currency });
  return shown.format(money.minor / 10 ** minorDigits(money.currency));
}

/** For a field that is edited: read again, it is the same amount. */
export function editableAmount(money: Money, teamCurrency: string): string {
  const digits = minorDigits(money.currency);
  const padded = String(money.minor).padStart(digits + 1, '0');
  const whole = padded.slice(0, padded.length - digits);
  // Three decimals could be read as thousands; a fourth cannot.
  const fraction = digits === 0 ? '' : `.${padded.slice(-digits)}${digits === 3 ? '0' : ''}`;
  return `${whole}${fraction}${money.currency === teamCurrency ? '' : ` ${money.currency}`}`;
}
