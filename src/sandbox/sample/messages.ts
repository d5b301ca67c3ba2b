import { Temporal } from 'temporal-polyfill';

/** What was said in the workspace before the app came: ordinary talk, and complaints worth escalating. */
export interface SampleMessage {
  readonly channel: string;
  readonly user: string;
  readonly daysAgo: number;
  /** Where its author is, within working hours; a day earlier when that is still to come. */
  readonly at: string;
  readonly text: string;
  readonly replies?: readonly { readonly user: string; readonly text: string }[];
}

export const sampleMessages: readonly SampleMessage[] = [
  {
    channel: 'C0GENERAL',
    user: 'U0IRIS',
    daysAgo: 1,
    at: '08:05',
    text: 'Welcome to the new week. The autumn catalogue is live since six this morning.',
  },
  {
    channel: 'C0GENERAL',
    user: 'U0MAYA',
    daysAgo: 1,
    at: '09:10',
    text: 'Reminder: the returns portal is read-only on Thursday from 18:00.',
  },
  {
    channel: 'C0RANDOM',
    user: 'U0SOFIA',
    daysAgo: 1,
    at: '10:25',
    text: 'There is lemon cake in the kitchen. It will not survive lunch.',
    replies: [{ user: 'U0JONAS', text: 'It did not survive breakfast.' }],
  },
  {
    channel: 'C0CARE',
    user: 'U0LEO',
    daysAgo: 0,
    at: '08:05',
    text: 'Morning! Parcels from the Hamburg hub are a day late. Say so early, before they ask.',
  },
  {
    channel: 'C0CARE',
    user: 'U0JONAS',
    daysAgo: 0,
    at: '08:40',
    text: 'Does anyone know whether the espresso maker ships with the EU plug?',
    replies: [
      { user: 'U0SOFIA', text: 'Yes, since the March batch.' },
      { user: 'U0JONAS', text: 'Thanks, that saved me a call.' },
    ],
  },
  {
    channel: 'C0CARE',
    user: 'U0ANA',
    daysAgo: 0,
    at: '09:20',
    text: 'Mr Okonkwo wrote: “I ordered the walnut desk on the 3rd, was promised the 12th, took a day off, and nobody came. I want my 180 € delivery fee back and a date you will keep.”',
  },
  {
    channel: 'C0CARE',
    user: 'U0SOFIA',
    daysAgo: 0,
    at: '09:35',
    text: 'Customer Lindgren got two left-hand armrests & no screws. <https://help.northwind.example/orders/88213|Order 88213>',
  },
  {
    channel: 'C0CAREUS',
    user: 'U0DANA',
    daysAgo: 0,
    at: '08:10',
    text: 'Good morning from Chicago. Carrier strike is over, backlog clears by Friday.',
  },
  {
    channel: 'C0CAREUS',
    user: 'U0COLE',
    daysAgo: 0,
    at: '08:50',
    text: 'Ms. Hollis was charged twice for the same lamp, $74.50 each, and the second charge bounced her rent. She is very upset.',
  },
  {
    channel: 'C0LEADS',
    user: 'U0MAYA',
    daysAgo: 1,
    at: '11:15',
    text: 'Let us look at refunds above 150 € together on Friday.',
  },
];

const BETWEEN_REPLIES_MS = 90_000;

/** When a message and its replies were said, in milliseconds: all of them before now. */
export function saidAt({ daysAgo, at, replies = [] }: SampleMessage, timeZone: string, now: Date): number[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  const timesOn = (ago: number) => {
    const first = today.subtract({ days: ago }).toZonedDateTime({ timeZone, plainTime: at }).epochMilliseconds;
    return [undefined, ...replies].map((_said, index) => first + index * BETWEEN_REPLIES_MS);
  };
  const times = timesOn(daysAgo);
  return times.every((time) => time < now.getTime()) ? times : timesOn(daysAgo + 1);
}
