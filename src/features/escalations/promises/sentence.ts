import { localDate, localMinutes, offsetMinutes } from '../../../core/local-time.ts';

/** What customers are promised, in a few fixed wordings. */
export const SUBJECTS = ['news', 'decision', 'callback', 'refund', 'replacement'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** A language that customers are spoken to in. Another one is another entry of `wordings`. */
export type Language = 'en';

interface Wording {
  /** For the names of days and months. */
  readonly locale: string;
  /** What is promised, for the ledger. */
  readonly names: Readonly<Record<Subject, string>>;
  readonly sentences: Readonly<Record<Subject, (by: string) => string>>;
  readonly today: (time: string) => string;
  readonly tomorrow: (time: string, weekday: string) => string;
  /** Of the next six days: the weekday alone names it. */
  readonly soon: (time: string, weekday: string) => string;
  readonly later: (time: string, date: string) => string;
  /** Where the customer's clock shows another time than ours. */
  readonly theirTime: (when: string) => string;
}

const wordings: Readonly<Record<Language, Wording>> = {
  en: {
    locale: 'en-GB',
    names: {
      news: 'To hear from us',
      decision: 'Our decision',
      callback: 'A call back',
      refund: 'The refund sent',
      replacement: 'The replacement on its way',
    },
    sentences: {
      news: (by) => `You will hear from us by ${by}.`,
      decision: (by) => `You will have our decision by ${by}.`,
      callback: (by) => `We will call you back by ${by}.`,
      refund: (by) => `We will have sent your refund by ${by}.`,
      replacement: (by) => `Your replacement will be on its way by ${by}.`,
    },
    today: (time) => `${time} today`,
    tomorrow: (time, weekday) => `${time} tomorrow, ${weekday}`,
    soon: (time, weekday) => `${weekday} ${time}`,
    later: (time, date) => `${date}, ${time}`,
    theirTime: (when) => `${when}, your time`,
  },
};

export interface Said {
  readonly subject: Subject;
  readonly dueAt: Date;
  /** IANA; undefined where the customer's is not known. */
  readonly customerZone?: string | undefined;
  readonly teamZone: string;
}

/** The sentence for the customer, as it is said now: the date in their zone, with its weekday. */
export function sentenceFor(
  { subject, dueAt, customerZone, teamZone }: Said,
  now: Date,
  language: Language = 'en',
): string {
  const wording = wordings[language];
  const zone = customerZone ?? teamZone;
  const when = spokenTime(wording, sayable(dueAt, zone), zone, now);
  const differs = offsetMinutes(zone, dueAt) !== offsetMinutes(teamZone, dueAt);
  return wording.sentences[subject](differs ? wording.theirTime(when) : when);
}

/** What the ledger calls it. */
export function subjectName(subject: Subject, language: Language = 'en'): string {
  return wordings[language].names[subject];
}

/** Midnight belongs to two days, so a minute before it is said: earlier is safe. */
function sayable(at: Date, zone: string): Date {
  return localMinutes(at, zone) === 0 ? new Date(at.getTime() - 60_000) : at;
}

function spokenTime(wording: Wording, at: Date, zone: string, now: Date): string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(wording.locale, { timeZone: zone, ...options }).format(at).replace(',', '');
  const time = format({ hour: '2-digit', minute: '2-digit' });
  const daysAway = daysBetween(localDate(now, zone), localDate(at, zone));
  if (daysAway === 0) return wording.today(time);
  const weekday = format({ weekday: 'long' });
  if (daysAway === 1) return wording.tomorrow(time, weekday);
  if (daysAway > 1 && daysAway < 7) return wording.soon(time, weekday);
  return wording.later(time, format({ weekday: 'long', day: 'numeric', month: 'long' }));
}

/** Of two local dates. */
function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
