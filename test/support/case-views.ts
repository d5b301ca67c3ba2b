import { readFileSync } from 'node:fs';
import type { CaseView } from '../../src/features/escalations/case-view.ts';
import type { Case, CaseEntry, CaseEntryKind } from '../../src/features/escalations/tables.ts';
import { sharedData } from './shared-data.ts';

/** Cases as messages and forms see them, made by hand: nothing here needs a database. */

const NOON = new Date('2026-03-10T11:00:00Z');
export const CASE_ID = '11111111-1111-4111-8111-111111111111';
const TEAM_ID = '22222222-2222-4222-8222-222222222222';

export function aCase(more: Partial<Case> = {}): Case {
  return {
    workspaceId: 'T0NORTHWIND',
    id: CASE_ID,
    number: 42,
    requestId: 'V1:hash',
    teamId: TEAM_ID,
    state: 'open',
    waitingOn: null,
    isPrivate: false,
    summary: 'Lamp arrived broken, customer is angry',
    wanted: 'refund',
    urgency: 'normal',
    customer: 'Jane Doe',
    amount: 18_000,
    currency: 'EUR',
    whatHappened: null,
    ticketLink: null,
    category: null,
    promisedBy: null,
    nextDueAt: null,
    nextDueClock: null,
    sourceChannel: null,
    sourceTs: null,
    sourceAuthor: null,
    sourceText: null,
    raisedBy: 'U0ANA',
    raisedAt: NOON,
    owner: null,
    claimedAt: null,
    decision: null,
    decidedAmount: null,
    decidedBy: null,
    approvedBy: null,
    authorityRevision: null,
    budgetMonth: null,
    tellCustomer: null,
    toldCustomerAt: null,
    writeUpIssue: null,
    writeUpWho: null,
    writeUpSaid: null,
    writeUpOutcome: null,
    closedAt: null,
    changedAt: NOON,
    ...more,
  };
}

export function anEntry(kind: CaseEntryKind, more: Partial<CaseEntry> = {}): CaseEntry {
  return {
    workspaceId: 'T0NORTHWIND',
    id: 1,
    caseId: CASE_ID,
    kind,
    by: 'U0LEO',
    at: NOON,
    text: null,
    detail: null,
    requestId: null,
    slackChannel: null,
    slackTs: null,
    deletedAt: null,
    ...more,
  };
}

export function aView(more: Partial<Case> = {}, rest: Partial<CaseView> = {}): CaseView {
  return {
    case: aCase(more),
    team: {
      workspaceId: 'T0NORTHWIND',
      id: TEAM_ID,
      name: 'Northwind Care',
      teamChannel: 'C0CARE',
      escalationsChannel: 'C0CAREESC',
      timeZone: 'Europe/Berlin',
      businessHoursText: 'Mon-Fri 09:00-18:00',
      businessHours: [],
      currency: 'EUR',
      agentsFrom: 'channel',
      setUpBy: 'U0MAYA',
      setUpAt: NOON,
    },
    changes: [anEntry('raised', { by: 'U0ANA' })],
    prompts: [],
    names: { U0ANA: 'Ana', U0LEO: 'Leo', U0MAYA: 'Maya' },
    deciders: [{ slackId: 'U0LEO', role: 'lead' }],
    parties: [],
    clocks: [],
    promises: [],
    approval: null,
    departure: null,
    chain: null,
    called: [],
    asOf: NOON,
    domain: 'northwind-support',
    ...rest,
  };
}

/** One in each state a case can be in. */
export const everyState: readonly (readonly [string, Partial<Case>])[] = [
  ['open', {}],
  ['critical', { urgency: 'critical', promisedBy: NOON }],
  [
    'from a message',
    { sourceChannel: 'C0CARE', sourceTs: '1700000000.000100', sourceAuthor: 'U0SAM', sourceText: 'It broke.' },
  ],
  ['claimed', { state: 'claimed', owner: 'U0LEO', claimedAt: NOON }],
  ['waiting on the agent', { state: 'waiting', waitingOn: 'agent', owner: 'U0LEO', claimedAt: NOON }],
  ['waiting on the customer', { state: 'waiting', waitingOn: 'customer', owner: 'U0LEO', claimedAt: NOON }],
  ['waiting on the approver', { state: 'waiting', waitingOn: 'approver', owner: 'U0LEO', claimedAt: NOON }],
  [
    'resolved',
    {
      state: 'resolved',
      owner: 'U0LEO',
      decision: 'partly',
      decidedAmount: 9000,
      tellCustomer: 'We refund 90 euros.',
      closedAt: NOON,
    },
  ],
  [
    'told',
    {
      state: 'resolved',
      owner: 'U0LEO',
      decision: 'answered',
      tellCustomer: 'Yes.',
      closedAt: NOON,
      toldCustomerAt: NOON,
    },
  ],
  ['cancelled', { state: 'cancelled', closedAt: NOON }],
];

const AWKWARD = [
  '<!channel> <@U0EVE> <#C0X> <https://evil.example|Open> <!date^0^{date}^https://evil.example|x>',
  '&lt;!here&gt; & <',
  'one\n*Closed by Leo*\n> quoted\n`code` _x_ ~y~ ```z```',
  ':smile: @here #general https://evil.example',
  '👩‍💻'.repeat(1000),
  'x'.repeat(3000),
  '<&>'.repeat(1000),
  'مرحبا بالعالم',
  '漢'.repeat(3000),
];

/** Texts that people type, or that customers send, to break things. */
export function awkwardTexts(): readonly string[] {
  const path = sharedData('bad-input/slack-injection.json');
  const more = path ? (JSON.parse(readFileSync(path, 'utf8')) as { text: string }[]).map(({ text }) => text) : [];
  return [...AWKWARD, ...more];
}
