import type { SlackState } from '../state/state.ts';
import type { AppIdentity } from '../world.ts';
import { buildSample } from './build-sample.ts';
import type { SampleChannel } from './channels.ts';
import type { SampleMessage } from './messages.ts';
import { person } from './people.ts';

const LONDON = 'Europe/London';

const workspace = { id: 'T0HARBOUR', name: 'Harbour Support', domain: 'harbour-support' };

/** Other people and channels than in Northwind Support, under the very same ids: nothing may hang on an id alone. */
const people = [
  person('U0ANA', 'Amira Khalil', 'Passenger service', '#8a3b2c', LONDON),
  person('U0JONAS', 'Jack Doyle', 'Passenger service', '#3b6ea3', LONDON),
  person('U0LEO', 'Tom Becker', 'Duty lead, Passenger service', '#5c7a1f', LONDON),
  person('U0MAYA', 'Grace Oduya', 'Passenger service manager', '#7a2c6e', LONDON),
  person('U0IRIS', 'Henrik Dahl', 'Head of operations', '#3b3b3b', LONDON, { isAdmin: true }),
];

const EVERYONE = people.map(({ id }) => id);

const channels: readonly SampleChannel[] = [
  { id: 'C0GENERAL', name: 'general', kind: 'public', topic: 'Everyone at Harbour Ferries', members: EVERYONE },
  {
    id: 'C0CARE',
    name: 'passengers',
    kind: 'public',
    topic: 'Passenger service, every day from the first sailing',
    members: ['U0ANA', 'U0JONAS', 'U0LEO', 'U0MAYA'],
  },
  {
    id: 'C0CAREESC',
    name: 'passengers-escalations',
    kind: 'public',
    topic: 'Cases that need a lead',
    members: ['U0LEO', 'U0MAYA', 'U0IRIS'],
  },
];

const messages: readonly SampleMessage[] = [
  {
    channel: 'C0CARE',
    user: 'U0LEO',
    daysAgo: 0,
    at: '07:50',
    text: 'The 06:40 is forty minutes late, fog. Everyone with a connecting coach is rebooked already.',
  },
  {
    channel: 'C0CARE',
    user: 'U0ANA',
    daysAgo: 0,
    at: '08:15',
    text: 'Mrs Pereira was left on the pier with a paid cabin. She wants the 95 £ back and a seat on the noon boat.',
    replies: [{ user: 'U0JONAS', text: 'Noon has seats. The refund needs Tom.' }],
  },
];

/** The second sample workspace, a ferry line's, for trying the app in two workspaces at once; all of it was made up. */
export function harbourSupport(now: Date, app: Pick<AppIdentity, 'botUserId'>): SlackState {
  return buildSample({ workspace, people, channels, messages }, now, app);
}
