import type { AuditEntry } from '../../../../core/audit.ts';

/** What a timer looks at. */
export interface Look {
  readonly what: 'request' | 'proposal' | 'execution';
  readonly id: string;
  /** Now, unless given. */
  readonly at?: Date;
}

/** Somebody who is told about a proposal. */
export interface Telling {
  readonly proposalId: string;
  readonly slackId: string;
}

/** What ended by itself, for one person: that nobody took their shift, or the shift of somebody they lead, or how a swap ended. */
export interface Ended {
  readonly what: 'expired' | 'uncovered' | 'result';
  /** Of the request; of the proposal for a result. */
  readonly id: string;
  readonly slackId: string;
}

/** What one transaction has to tell. Ids may be noted several times. */
export interface News {
  /** What has happened, in order; the audit has it in the same transaction. */
  readonly audits: AuditEntry[];
  /** Requests whose cards are posted. */
  readonly posted: Set<string>;
  /** Requests whose cards are shown anew. */
  readonly requests: Set<string>;
  /** Proposals whose messages are shown anew. */
  readonly proposals: Set<string>;
  /** Requests that ended without a swap: a note in the thread of the card. */
  readonly closed: Set<string>;
  /** Told now. */
  readonly ended: Ended[];
  /** Told at that time. */
  readonly endedLater: (Ended & { readonly at: Date })[];
  /** Requests that everybody who was asked by name has declined. */
  readonly allDeclined: Set<string>;
  /** Requests whose owner is reminded. */
  readonly reminded: Set<string>;
  readonly asked: Telling[];
  readonly remindedToAnswer: Telling[];
  readonly toApprove: Telling[];
  readonly results: Telling[];
  /** Somebody else in an executed swap wants it back. */
  readonly undoWanted: Telling[];
  /** A party says that a swap did not happen; whoever manages the team is told. */
  readonly disputed: Telling[];
  /** Everybody on whose Home something of it is. */
  readonly homes: Set<string>;
  readonly looks: Look[];
}

export function emptyNews(): News {
  return {
    audits: [],
    posted: new Set(),
    requests: new Set(),
    proposals: new Set(),
    closed: new Set(),
    ended: [],
    endedLater: [],
    allDeclined: new Set(),
    reminded: new Set(),
    asked: [],
    remindedToAnswer: [],
    toApprove: [],
    results: [],
    undoWanted: [],
    disputed: [],
    homes: new Set(),
    looks: [],
  };
}
