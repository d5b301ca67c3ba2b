import type { KeptClock } from '../clocks/tables.ts';
import { askedNow } from '../approvals/asked-now.ts';
import type { Approval } from '../approvals/tables.ts';
import { keeperOf } from '../promises/promise-rules.ts';
import type { LedgerPromise } from '../promises/tables.ts';
import type { Case } from '../tables.ts';
import type { Reminder, ReminderKind } from './tables.ts';

/** A reminder with what it is about, as that is now. */
export interface Matter {
  readonly reminder: Reminder;
  readonly case: Case;
  readonly clock: KeptClock | null;
  readonly promise: LedgerPromise | null;
  readonly approval: Approval | null;
}

/** Whose matter it is by now: it may have moved with the case. Undefined once there is nothing to be reminded of. */
export function whoseMatter(matter: Matter, now: Date): string | undefined {
  return rules[matter.reminder.kind](matter, now) ?? undefined;
}

/** Whether nobody may be told in their place: a private case, or a decision that takes their own authority. */
export function isTheirsAlone({ reminder, case: of }: Pick<Matter, 'reminder' | 'case'>): boolean {
  return of.isPrivate || reminder.kind === 'approval-late';
}

/** Whether it is told at any hour rather than to nobody: what is critical calls until somebody has it. */
export function mayWake({ reminder, case: of }: Pick<Matter, 'reminder' | 'case'>): boolean {
  return reminder.kind === 'claim-late' && of.urgency === 'critical';
}

/** When it is or was due, by what is known now. */
export function dueOf({ reminder, clock, promise }: Matter): Date | null {
  return clock?.dueAt ?? promise?.dueAt ?? reminder.dueAt;
}

type Rule = (matter: Matter, now: Date) => string | null | undefined;

const rules: Readonly<Record<ReminderKind, Rule>> = {
  'claim-late': ({ reminder, case: of }) => (of.state === 'open' ? reminder.slackId : undefined),
  'answer-soon': soon(running),
  'answer-late': late(running),
  'resolve-soon': soon(running),
  'resolve-late': late(running),
  'promise-soon': soon(({ case: of, promise }) => (promise?.state === 'open' ? keeperOf(promise, of) : undefined)),
  'promise-late': ({ case: of, promise }) =>
    promise?.state === 'broken' && promise.keptAt === null ? keeperOf(promise, of) : undefined,
  'approval-late': asked,
  'tell-customer': ({ case: of }) => (of.state === 'resolved' && of.toldCustomerAt === null ? of.raisedBy : undefined),
};

/** A case that waits for the agent or the customer is not its owner's to move on; an approver they can press. */
function running({ case: of, clock }: Matter): string | null | undefined {
  const isOurs = of.state === 'claimed' || (of.state === 'waiting' && of.waitingOn === 'approver');
  return clock && clock.stoppedAt === null && isOurs ? of.owner : undefined;
}

function asked({ approval }: Matter): string | undefined {
  return approval?.state === 'asked' ? askedNow(approval) : undefined;
}

/** Once it is late, another reminder says so. */
function soon(rule: Rule): Rule {
  return (matter, now) => {
    const due = dueOf(matter);
    return due !== null && due <= now ? undefined : rule(matter, now);
  };
}

/** A change of targets or hours, or an act that is heard of later, may withdraw a breach. */
function late(rule: Rule): Rule {
  return (matter, now) => (matter.clock?.breachedAt ? rule(matter, now) : undefined);
}
