/** The story of the sample: how two teams were set up and what became of eight cases. Acted out at the first start. */
export interface SampleTeam {
  readonly by: string;
  readonly at: `#${string}`;
  readonly name: string;
  readonly escalations: `#${string}`;
  readonly managers: readonly string[];
  readonly leads: readonly string[];
  readonly directors: readonly string[];
  readonly zone: string;
  readonly hours: string;
  readonly currency: string;
}

export type Step = { readonly hoursAgo: number; readonly by: string } & (
  | { readonly does: 'claim' }
  | { readonly does: 'ask'; readonly question: string; readonly of: 'agent' | 'customer' }
  | { readonly does: 'answer'; readonly text: string }
  | { readonly does: 'note'; readonly text: string }
  | { readonly does: 'hand over'; readonly to: string; readonly note: string }
  | {
      readonly does: 'resolve';
      readonly decision: string;
      readonly tell: string;
      readonly said?: string;
      readonly outcome?: string;
    }
  | { readonly does: 'cancel'; readonly why: string }
  | { readonly does: 'reopen'; readonly why: string }
  | { readonly does: 'told' }
);

export interface SampleCase {
  readonly hoursAgo: number;
  readonly by: string;
  readonly in: `#${string}`;
  readonly cards: `#${string}`;
  readonly summary: string;
  readonly wanted: string;
  readonly amount?: string;
  readonly urgency: 'Normal' | 'High' | 'Critical';
  readonly customer: string;
  readonly steps: readonly Step[];
}

export const sampleTeams: readonly SampleTeam[] = [
  {
    by: 'iris',
    at: '#care',
    name: 'Northwind Care',
    escalations: '#care-escalations',
    managers: ['maya'],
    leads: ['leo'],
    directors: ['iris'],
    zone: 'Europe/Berlin',
    hours: 'Mon-Fri 08:00-20:00; Sat 09:00-14:00',
    currency: 'EUR',
  },
  {
    by: 'ruth',
    at: '#care-us',
    name: 'Northwind Care US',
    escalations: '#care-us-escalations',
    managers: ['ruth'],
    leads: ['dana'],
    directors: ['iris'],
    zone: 'America/Chicago',
    hours: 'Mon-Fri 07:00-19:00',
    currency: 'USD',
  },
];

export const sampleCases: readonly SampleCase[] = [
  {
    hoursAgo: 27,
    by: 'ana',
    in: '#care',
    cards: '#care-escalations',
    summary: 'Sofa arrived with a torn seam, she wants part of the price back',
    wanted: 'Refund',
    amount: '120',
    urgency: 'Normal',
    customer: 'Marta Schneider',
    steps: [
      { hoursAgo: 26.5, by: 'leo', does: 'claim' },
      { hoursAgo: 25.6, by: 'leo', does: 'ask', of: 'agent', question: 'Do we have a photo of the seam?' },
      { hoursAgo: 25.2, by: 'ana', does: 'answer', text: 'Yes, two in the ticket. It is 15 cm long, on the left arm.' },
      {
        hoursAgo: 24.4,
        by: 'leo',
        does: 'resolve',
        decision: 'Granted',
        tell: 'We are sorry about the seam. You keep the sofa and get 120 € back on your card within five days.',
        said: 'An apology, and part of the price back.',
        outcome: 'She keeps the sofa and is content.',
      },
      { hoursAgo: 23, by: 'ana', does: 'told' },
    ],
  },
  {
    hoursAgo: 26.8,
    by: 'cole',
    in: '#care-us',
    cards: '#care-us-escalations',
    summary: 'Third delivery window missed in a row, wants a discount',
    wanted: 'Credit',
    amount: '45',
    urgency: 'High',
    customer: 'Mr. Whitaker',
    steps: [
      {
        hoursAgo: 25.8,
        by: 'dana',
        does: 'resolve',
        decision: 'Granted',
        tell: 'We have put a 45 dollar credit on your account, and a person will call you an hour before the truck comes.',
        said: 'A credit and a call ahead.',
        outcome: 'He will wait for Thursday.',
      },
      {
        hoursAgo: 3,
        by: 'cole',
        does: 'reopen',
        why: 'Nobody called and the truck did not come. He asks for his money back now.',
      },
    ],
  },
  {
    hoursAgo: 26.2,
    by: 'jonas',
    in: '#care',
    cards: '#care-escalations',
    summary: 'Wants to return a mattress after five months of use',
    wanted: 'Exception',
    urgency: 'Normal',
    customer: 'Herr Vogel',
    steps: [
      {
        hoursAgo: 24.8,
        by: 'leo',
        does: 'resolve',
        decision: 'Refused',
        tell: 'The 100 nights are over, so we cannot take it back. If it sags by more than 2 cm it is a warranty case: send us a photo.',
      },
    ],
  },
  {
    hoursAgo: 25.4,
    by: 'sofia',
    in: '#care',
    cards: '#care-escalations',
    summary: 'Voucher code is refused at checkout',
    wanted: 'Answer',
    urgency: 'Normal',
    customer: 'Elif Kaya',
    steps: [{ hoursAgo: 24.6, by: 'sofia', does: 'cancel', why: 'She had typed an O for a zero. It works now.' }],
  },
  {
    hoursAgo: 6,
    by: 'sofia',
    in: '#care',
    cards: '#care-escalations',
    summary: 'Cot is missing two slats, baby due next week',
    wanted: 'Replacement',
    urgency: 'High',
    customer: 'Familie Aydin',
    steps: [
      { hoursAgo: 5.2, by: 'leo', does: 'claim' },
      {
        hoursAgo: 4.4,
        by: 'leo',
        does: 'note',
        text: 'Warehouse has slats from a display model. They call back today.',
      },
      // In sight of the team all along: an owner of a High case who is silent for hours loses it.
      { hoursAgo: 2.8, by: 'leo', does: 'note', text: 'They fit. Asked the carrier for tomorrow.' },
      { hoursAgo: 1.2, by: 'leo', does: 'note', text: 'Carrier has a van on Thursday; asking for an earlier one.' },
    ],
  },
  {
    hoursAgo: 5.6,
    by: 'ana',
    in: '#care',
    cards: '#care-escalations',
    summary: 'Says the invoice address cannot be changed and the tax office needs it',
    wanted: 'Exception',
    urgency: 'Normal',
    customer: 'Atelier Novak',
    steps: [
      {
        hoursAgo: 4.2,
        by: 'leo',
        does: 'ask',
        of: 'agent',
        question: 'Which address do they need, and is it the same company?',
      },
    ],
  },
  {
    hoursAgo: 4.8,
    by: 'jonas',
    in: '#care',
    cards: '#care-escalations',
    summary: 'Lamp hums at night, second replacement hums as well',
    wanted: 'Callback',
    urgency: 'Normal',
    customer: 'Dr. Petersen',
    steps: [
      { hoursAgo: 3.5, by: 'leo', does: 'hand over', to: 'maya', note: 'Looks like the batch we spoke of on Friday.' },
      { hoursAgo: 2, by: 'maya', does: 'ask', of: 'customer', question: 'Does it hum on another socket too?' },
    ],
  },
  {
    hoursAgo: 1,
    by: 'cole',
    in: '#care-us',
    cards: '#care-us-escalations',
    summary: 'Gas grill leaked at the hose, family left the house',
    wanted: 'Callback',
    urgency: 'Critical',
    customer: 'Mrs. Alvarez',
    steps: [],
  },
];
