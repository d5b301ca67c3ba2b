/** The channels of Northwind Support. None has the app in it: it joins when a team is set up, as in life. */
export interface SampleChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private';
  readonly topic: string;
  readonly members: readonly string[];
}

const EVERYONE = ['U0IRIS', 'U0MAYA', 'U0LEO', 'U0ANA', 'U0JONAS', 'U0SOFIA', 'U0RUTH', 'U0DANA', 'U0COLE'];

export const sampleChannels: readonly SampleChannel[] = [
  { id: 'C0GENERAL', name: 'general', kind: 'public', topic: 'For everyone at Northwind', members: EVERYONE },
  { id: 'C0RANDOM', name: 'random', kind: 'public', topic: 'Cakes, cats and the coffee machine', members: EVERYONE },
  {
    id: 'C0CARE',
    name: 'care',
    kind: 'public',
    topic: 'Northwind Care, Mon to Sat',
    members: ['U0MAYA', 'U0LEO', 'U0ANA', 'U0JONAS', 'U0SOFIA', 'U0PRIYA'],
  },
  {
    id: 'C0CAREESC',
    name: 'care-escalations',
    kind: 'public',
    topic: 'Cases that need a lead',
    members: ['U0MAYA', 'U0LEO', 'U0IRIS'],
  },
  {
    id: 'C0CAREUS',
    name: 'care-us',
    kind: 'public',
    topic: 'Northwind Care US, Central time',
    members: ['U0RUTH', 'U0DANA', 'U0COLE'],
  },
  {
    id: 'C0CAREUSESC',
    name: 'care-us-escalations',
    kind: 'public',
    topic: 'Cases that need a lead',
    members: ['U0RUTH', 'U0DANA'],
  },
  {
    id: 'C0LEADS',
    name: 'leads',
    kind: 'private',
    topic: 'Leads and managers',
    members: ['U0MAYA', 'U0LEO', 'U0RUTH', 'U0DANA', 'U0IRIS'],
  },
];
