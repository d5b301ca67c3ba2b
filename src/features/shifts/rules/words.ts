import { addDays, cityOf } from '../../../core/local-time.ts';
import type { RuleId } from './policy.ts';
import { ruleInfos } from './rule-parameters.ts';
import type { Finding, Verdict } from './verdict.ts';
import { clock, dateIn, list, momentText, monthText, spanText, text, times, type Numbers } from './words-of-numbers.ts';

/** What people call those whom a finding is about; plain text, escaped by whoever shows it. */
export interface Names {
  readonly person: (id: string) => string;
  readonly shift: (id: string) => string;
}

type Wording = (numbers: Numbers, names: Names) => string;

/** Of every rule, what it found, without the person. */
const wordings: Readonly<Record<RuleId, Wording>> = {
  R1: (n, names) => ownerText(n, names),
  R2: (n, names) => `${shiftIn(n, names)} would go to the person who has it`,
  R3: (n, names) => `${shiftIn(n, names)} is not published yet`,
  R4: (n, names) => leadText(n, names),
  R5: (n, names) => `two shifts at once for ${clock(n, 'overlap_min')}: ${bothShifts(n, names)}`,
  R6: (n, names) => `away for ${clock(n, 'overlap_min')} of ${shiftIn(n, names)}`,
  R7: (n, names) => `${shiftIn(n, names)} asks for ${text(n, 'missing')}`,
  R8: (n) => credentialText(n),
  R9: (n, names) => `${shiftIn(n, names)} is not for swapping`,
  R10: (n) => `${restIn(n)}${clocksChange(n)}${was(n)}; ${clock(n, 'limit_min')} needed`,
  R11: (n) =>
    `${weekOf(n)}: longest rest ${clock(n, 'longest_rest_min')}${was(n, 'before_min')}; ${clock(n, 'limit_min')} needed`,
  R12: (n) => `${weeksFrom(n)}, on average a week: ${beforeAfter(n, 'average limit')}`,
  R13: (n) => `${weekOf(n)}: ${beforeAfter(n, 'weekly limit')}`,
  R14: (n) => `${weekOf(n)}: ${beforeAfter(n, 'overtime limit')}`,
  R15: (n) => `${n['day'] === undefined ? aDayFrom(n) : dateIn(n, 'day')}: ${beforeAfter(n, 'daily limit')}`,
  R16: (n) => `days in a row${runIn(n)}: ${counts(n, 'days')}`,
  R17: (n) => `${text(n, 'from_type')}${dayBefore(n)}, then ${text(n, 'to_type')} on ${dateIn(n, 'date')}`,
  R18: (n) => `night work, ${weeksFrom(n)}, on average in 24 h: ${beforeAfter(n)}`,
  R19: (n) => minorText(n),
  R20: (n) =>
    `${weekOf(n)}: ${clock(n, 'before_min')} → ${clock(n, 'after_min')}, contract at least ${clock(n, 'limit_min')}`,
  R21: (n, names) => `paid time is not equal: ${deltasText(n, names)}${roomFor(n)}${breaksOf(n)}`,
  R22: () => 'gives and gets nothing in return',
  R23: (n) => coverText(n),
  R24: (n) => `nobody with ${text(n, 'role')} for ${clock(n, 'without_min')}, first at ${momentIn(n)}`,
  R25: (n) => `${n['half'] === true ? 'half weekends' : `weekends of ${period(n)}`}: ${counts(n, 'weekends')}`,
  R26: (n) => tradesText(n),
  R27: () => 'takes no part in swaps',
  R28: (n, names) => awayFromHome(n, names),
  R29: (n) => `people in this trade: ${text(n, 'people')}, limit ${text(n, 'limit_people')}`,
  R30: (n) => `${restIn(n)}; below ${clock(n, 'limit_min')} a premium is owed, here for ${clock(n, 'premium_min')}`,
};

/**
 * `Ben: rest between Tue 24 Nov 22:00 and Wed 25 Nov 06:00: 8 h 00, was 13 h 30; 11 h 00 needed`; what is about the trade as a
 * whole begins with its own words.
 */
export function findingText(finding: Finding, names: Names): string {
  const found = foundText(finding, names);
  return finding.person === null ? capitalised(found) : `${names.person(finding.person)}: ${found}`;
}

/** The same without the person: `rest between Tue 24 Nov 22:00 and …`. */
export function foundText({ rule, numbers }: Finding, names: Names): string {
  return wordings[rule](numbers, names);
}

/** What comes of the trade, and each finding in a line of its own, with its rule. */
export function verdictText(verdict: Verdict, names: Names): string {
  const lines = saidOnce(verdict.findings).map(
    (finding) => `• ${findingText(finding, names)} (${ruleInfos[finding.rule].name})`,
  );
  return [heads[verdict.verdict], ...lines].join('\n');
}

/** Without what goes without saying: that nobody rests between two shifts that they would work at once. */
export function saidOnce(findings: readonly Finding[]): readonly Finding[] {
  const atOnce = new Set(findings.filter(({ rule }) => rule === 'R5').map(pairKey));
  return findings.filter((finding) => finding.rule !== 'R10' || !atOnce.has(pairKey(finding)));
}

function pairKey({ person, numbers }: Finding): string {
  return [person, ...list(numbers, 'shifts')].join(' ');
}

const heads: Readonly<Record<Verdict['verdict'], string>> = {
  allow: 'The rules allow it.',
  review: 'A manager has to look at it:',
  deny: 'The rules do not allow it:',
};

function ownerText(n: Numbers, names: Names): string {
  const { reason } = n;
  if (reason === 'unknown_shift') return 'this shift is not on the roster any more';
  if (reason === 'unknown_person') return `somebody in this trade of ${shiftIn(n, names)} is not on the roster`;
  if (reason === 'empty_part') return `the part of ${shiftIn(n, names)} is empty`;
  if (reason === 'given_twice') return `${shiftIn(n, names)} would go to two people at once`;
  return `${shiftIn(n, names)} is not theirs`;
}

function leadText(n: Numbers, names: Names): string {
  if (n['lead_min'] !== undefined) {
    return `${shiftIn(n, names)} starts in ${clock(n, 'lead_min')}, at least ${clock(n, 'limit_min')} are needed`;
  }
  return `${shiftIn(n, names)} is ${text(n, 'days')} days ahead, limit ${text(n, 'limit_days')}`;
}

function credentialText(n: Numbers): string {
  const needed = `${text(n, 'credential')} is needed until ${dateIn(n, 'needed_until')}`;
  return n['valid_until'] ? `${needed}, valid until ${dateIn(n, 'valid_until')}` : `${needed}, and is not there`;
}

function minorText(n: Numbers): string {
  const { what } = n;
  if (what === 'day') return `${dateIn(n, 'day')}, under ${text(n, 'under_age')}: ${beforeAfter(n)}`;
  if (what === 'week') return `${weekOf(n)}, under ${text(n, 'under_age')}: ${beforeAfter(n)}`;
  return `${dateIn(n, 'day')}, outside ${text(n, 'earliest')} to ${text(n, 'latest_end')}, under ${text(n, 'under_age')}: ${clock(n, 'before_min')} → ${clock(n, 'after_min')}`;
}

function coverText(n: Numbers): string {
  const skill = n['skill'] ? ` with ${text(n, 'skill')}` : '';
  return `people${skill} at ${momentIn(n)}: ${text(n, 'before_people')} → ${text(n, 'after_people')}, needed ${text(n, 'needed_people')}`;
}

function tradesText(n: Numbers): string {
  if (n['open_requests'] !== undefined) return `open requests: ${text(n, 'open_requests')}, limit ${text(n, 'limit')}`;
  return `trades this month: ${counts(n, 'trades')}`;
}

function awayFromHome(n: Numbers, names: Names): string {
  if (n['home_site'] !== undefined) return `${shiftIn(n, names)} is at ${text(n, 'site')}, not ${text(n, 'home_site')}`;
  return `${shiftIn(n, names)} is in ${text(n, 'zone')}, not ${text(n, 'home_zone')}`;
}

/** A calendar month (`2026-05`), or Saturdays from one to another (`2026-05-02/2026-05-30`), either of which may be open. */
function period(n: Numbers): string {
  const [from = '', until] = text(n, 'period').split('/');
  if (until === undefined) return monthText(from);
  const since = from === '' ? '' : ` from ${dateIn({ from }, 'from')}`;
  return `the period${since}${until === '' ? '' : ` to ${dateIn({ until }, 'until')}`}`;
}

function deltasText(n: Numbers, names: Names): string {
  const deltas = n['deltas'];
  if (typeof deltas !== 'object' || deltas === null) return 'by how much is not known';
  const each = Object.entries(deltas).filter(([, minutes]) => minutes !== 0);
  return each.map(([person, minutes]) => `${names.person(person)} ${times.signed(Number(minutes))}`).join(', ');
}

function roomFor(n: Numbers): string {
  return n['limit_min'] === 0 ? '' : `, up to ${clock(n, 'limit_min')} is fine`;
}

function momentIn(n: Numbers): string {
  return momentText(n['at']);
}

/** `rest between Tue 24 Nov 22:00 and Wed 25 Nov 06:00: 8 h 00`; the places of two clocks are named. */
function restIn(n: Numbers): string {
  const rest = clock(n, 'rest_min');
  if (n['ended'] === undefined) return `rest ${rest}`;
  const [here, there] = list(n, 'zones').map((zone) => ` (${cityOf(zone)})`);
  return `rest between ${momentText(n['ended'])}${here ?? ''} and ${momentText(n['starts'])}${there ?? ''}: ${rest}`;
}

/** Where the trade changed it; of more than two days off nobody needs to know how many. */
function was(n: Numbers, name = 'was_min'): string {
  const minutes = n[name];
  const now = n['rest_min'] ?? n['longest_rest_min'];
  return typeof minutes === 'number' && minutes !== now && minutes <= 2 * 24 * 60 ? `, was ${clock(n, name)}` : '';
}

function aDayFrom(n: Numbers): string {
  return n['from'] === undefined ? 'within 24 h' : `24 h from ${momentText(n['from'])}`;
}

function runIn(n: Numbers): string {
  return n['first_date'] === undefined ? '' : `, ${dateIn(n, 'first_date')} to ${dateIn(n, 'last_date')}`;
}

function dayBefore(n: Numbers): string {
  const { date } = n;
  return typeof date === 'string' ? ` on ${dateIn({ before: addDays(date, -1) }, 'before')}` : '';
}

function breaksOf(n: Numbers): string {
  return n['has_breaks'] === true ? '; unpaid breaks do not count' : '';
}

function clocksChange(n: Numbers): string {
  return n['wall_min'] === undefined || n['wall_min'] === n['rest_min'] ? '' : ' as clocks change that night';
}

/** `35 h 00 → 42 h 30, overtime limit 40 h 00`: which limit it is, where a week has several. */
function beforeAfter(n: Numbers, limit = 'limit'): string {
  return `${clock(n, 'before_min')} → ${clock(n, 'after_min')}, ${limit} ${clock(n, 'limit_min')}`;
}

function counts(n: Numbers, what: string): string {
  return `${text(n, `before_${what}`)} → ${text(n, `after_${what}`)}, limit ${text(n, `limit_${what}`)}`;
}

function weekOf(n: Numbers): string {
  return `week of ${dateIn(n, 'week_start')}`;
}

function weeksFrom(n: Numbers): string {
  return `${text(n, 'weeks')} weeks from ${dateIn(n, 'week_start')}`;
}

function shiftIn(n: Numbers, names: Names): string {
  return typeof n['shift'] === 'string' ? names.shift(n['shift']) : 'this shift';
}

/** By when they are: one of them may be none of the trade, and then has no name. */
function bothShifts(n: Numbers, names: Names): string {
  const spans = list(n, 'spans').map(spanText);
  return (spans.length > 0 ? spans : list(n, 'shifts').map(names.shift)).join(' and ');
}

function capitalised(found: string): string {
  return found.charAt(0).toUpperCase() + found.slice(1);
}
