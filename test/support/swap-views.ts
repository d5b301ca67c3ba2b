import type { ShiftRow } from '../../src/features/shifts/roster/tables.ts';
import type { Finding, Verdict } from '../../src/features/shifts/rules/verdict.ts';
import type { LegView, ProposalView, RequestView } from '../../src/features/shifts/swaps/swap-view.ts';
import type {
  ProposalState,
  RequestKind,
  RequestState,
  SwapConsent,
  SwapExecution,
  SwapProposal,
  SwapRequest,
} from '../../src/features/shifts/swaps/tables.ts';
import { aView } from './case-views.ts';

/** Swaps as messages and forms see them, made by hand: nothing here needs a database. */

const NOON = new Date('2026-10-20T10:00:00Z');
const WORKSPACE = 'T0NORTHWIND';
const TEAM_ID = '22222222-2222-4222-8222-222222222222';
const idOf = (kind: number, index: number) =>
  `${String(kind).repeat(8)}-1111-4111-8111-${String(index).padStart(12, '0')}`;

/** Madrid, the night in which the clocks go back: nine hours, by the clock eight. */
export function aShift(more: Partial<ShiftRow> = {}): ShiftRow {
  return {
    workspaceId: WORKSPACE,
    id: idOf(1, 1),
    teamId: TEAM_ID,
    sourceKey: null,
    slackId: 'U0ANA',
    state: 'planned',
    startsLocal: '2026-10-24T22:00',
    endsLocal: '2026-10-25T06:00',
    timeZone: 'Europe/Madrid',
    startOffset: '+02:00',
    endOffset: '+01:00',
    startsAt: new Date('2026-10-24T20:00:00Z'),
    endsAt: new Date('2026-10-25T05:00:00Z'),
    breakMinutes: 0,
    role: 'phone',
    type: 'Night',
    activity: null,
    credential: null,
    site: null,
    comment: null,
    isPublished: true,
    isTradable: true,
    cutFrom: null,
    version: 1,
    sourceFacts: null,
    changedAt: NOON,
    ...more,
  };
}

export function aRequest(more: Partial<SwapRequest> = {}): SwapRequest {
  const shift = aShift();
  return {
    workspaceId: WORKSPACE,
    id: idOf(2, 1),
    teamId: TEAM_ID,
    kind: 'give',
    state: 'open',
    owner: 'U0ANA',
    postedBy: 'U0ANA',
    shiftId: shift.id,
    shiftVersion: 1,
    fromAt: shift.startsAt,
    toAt: shift.endsAt,
    isPart: false,
    wants: {},
    askedOnly: null,
    declinedBy: null,
    reason: null,
    partners: { legal: 7, considered: 112 },
    reminded: 0,
    expiresAt: new Date('2026-10-24T08:00:00Z'),
    closedBecause: null,
    submission: 'V1:hash',
    createdAt: NOON,
    changedAt: NOON,
    ...more,
  };
}

export function aProposal(more: Partial<SwapProposal> = {}, index = 1): SwapProposal {
  return {
    workspaceId: WORKSPACE,
    id: idOf(3, index),
    teamId: TEAM_ID,
    requestId: idOf(2, 1),
    state: 'consent',
    proposedBy: 'U0LEO',
    place: index,
    verdict: null,
    approver: null,
    askedApprovers: [],
    decidedBy: null,
    decidedBecause: null,
    isOverridden: false,
    isCover: false,
    expiresAt: new Date('2026-10-22T10:00:00Z'),
    submission: `V${index}:hash`,
    createdAt: NOON,
    changedAt: NOON,
    ...more,
  };
}

export function aLeg(more: Partial<LegView> = {}, of: Partial<ShiftRow> = {}): LegView {
  const shift = aShift(of);
  return {
    workspaceId: WORKSPACE,
    proposalId: idOf(3, 1),
    position: 0,
    shiftId: shift.id,
    shiftVersion: 1,
    from: shift.slackId,
    to: 'U0LEO',
    fromAt: shift.startsAt,
    toAt: shift.endsAt,
    isPart: false,
    isBinding: false,
    shift,
    zones: ['Europe/London'],
    ...more,
  };
}

/** Leo's Monday late shift, for Ana. */
export function legInReturn(more: Partial<LegView> = {}, of: Partial<ShiftRow> = {}): LegView {
  const times = { startsAt: new Date('2026-10-26T13:00:00Z'), endsAt: new Date('2026-10-26T21:00:00Z') };
  const local = { startsLocal: '2026-10-26T14:00', endsLocal: '2026-10-26T22:00', startOffset: '+01:00' };
  const shift = { id: idOf(1, 2), slackId: 'U0LEO', type: 'Late', ...times, ...local, ...of };
  return aLeg({ position: 1, to: 'U0ANA', ...more }, shift);
}

export function aConsent(slackId: string, state: SwapConsent['state']): SwapConsent {
  return {
    workspaceId: WORKSPACE,
    proposalId: idOf(3, 1),
    slackId,
    state,
    at: NOON,
    wasAsked: state === 'asked',
    wasReminded: false,
  };
}

export function anExecution(more: Partial<SwapExecution> = {}): SwapExecution {
  return {
    workspaceId: WORKSPACE,
    id: idOf(4, 1),
    proposalId: idOf(3, 1),
    teamId: TEAM_ID,
    state: 'executed',
    executedAt: NOON,
    freeUntil: new Date(NOON.getTime() + 30 * 60_000),
    undoAskedBy: null,
    lastLegEndsAt: new Date('2026-10-25T05:00:00Z'),
    changedAt: NOON,
    changedBecause: null,
    ...more,
  };
}

export const restFinding: Finding = {
  rule: 'R10',
  severity: 'review',
  person: 'U0LEO',
  numbers: { rest_min: 540, wall_min: 600, limit_min: 660 },
};

export const leaveFinding: Finding = { rule: 'R6', severity: 'deny', person: 'U0LEO', numbers: { overlap_min: 480 } };

export function aVerdict(verdict: Verdict['verdict'], findings: readonly Finding[] = []): Verdict {
  return { verdict, decisive: findings[0] ?? null, findings, policyRevision: 3 };
}

const names = { U0ANA: 'Ana', U0LEO: 'Leo', U0MAYA: 'Maya' };

export function aProposalView(
  more: Partial<SwapProposal> = {},
  rest: Partial<ProposalView> = {},
  index = 1,
): ProposalView {
  const proposal = aProposal(more, index);
  return {
    proposal,
    request: aRequest(),
    team: aView().team,
    legs: [aLeg({ proposalId: proposal.id, to: proposal.proposedBy })],
    consents: [aConsent('U0ANA', 'asked'), aConsent(proposal.proposedBy, 'accepted')],
    approvals: [],
    execution: proposal.state === 'executed' ? anExecution() : null,
    names,
    now: NOON,
    ...rest,
  };
}

export function aRequestView(more: Partial<SwapRequest> = {}, rest: Partial<RequestView> = {}): RequestView {
  const request = aRequest(more);
  return {
    request,
    shift: aShift({ slackId: request.owner }),
    zones: ['Europe/London'],
    team: aView().team,
    proposals: [],
    wantedShifts: [],
    partners: request.partners,
    names,
    now: NOON,
    ...rest,
  };
}

export const requestKinds: readonly RequestKind[] = ['give', 'trade', 'pick-up'];
export const requestStates: readonly RequestState[] = [
  'open',
  'matched',
  'fulfilled',
  'withdrawn',
  'expired',
  'superseded',
  'closed',
];
export const proposalStates: readonly ProposalState[] = [
  'consent',
  'waiting',
  'checked',
  'approval',
  'approved',
  'executed',
  'declined',
  'expired',
  'withdrawn',
  'blocked',
  'denied',
  'superseded',
];
