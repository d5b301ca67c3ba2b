import { stringify } from 'csv-stringify/sync';
import { localMinute } from '../../../core/local-time.ts';
import { csvFormat, inert } from '../../../core/spreadsheet.ts';
import { minorDigits } from '../../../core/money.ts';
import { clockColumns } from '../clocks/clock-columns.ts';
import type { CaseClock } from '../clocks/clocks.ts';
import type { CaseException } from '../exceptions/tables.ts';
import type { PromiseCounts } from '../promises/counts.ts';
import type { Case } from '../tables.ts';

/** A case as it is exported: with the names of its people and the zone of its team. */
export interface CsvCase {
  readonly case: Case;
  readonly promises: PromiseCounts;
  readonly teamName: string;
  readonly timeZone: string;
  readonly raiserName: string | null;
  readonly ownerName: string | null;
  readonly deciderName: string | null;
  /** In the order they approved it. */
  readonly approverNames: string | null;
  readonly clocks: readonly CaseClock[];
  /** Of the decision that stands. */
  readonly exception: CaseException | null;
}

type Column = readonly [heading: string, value: (row: CsvCase) => string | number | null];

const columns: readonly Column[] = [
  ['Number', ({ case: of }) => of.number],
  ['Team', ({ teamName }) => teamName],
  ['State', ({ case: of }) => of.state],
  ['Waiting on', ({ case: of }) => of.waitingOn],
  ['Urgency', ({ case: of }) => of.urgency],
  ['Summary', ({ case: of }) => of.summary],
  ['Customer', ({ case: of }) => of.customer],
  ['Wanted', ({ case: of }) => of.wanted],
  ['Amount', ({ case: of }) => decimal(of.amount, of.currency)],
  ['Currency', ({ case: of }) => of.currency],
  ['What happened', ({ case: of }) => of.whatHappened],
  ['Ticket', ({ case: of }) => of.ticketLink],
  ['Category', ({ case: of }) => of.category],
  ['Raised by', ({ case: of, raiserName }) => raiserName ?? of.raisedBy],
  ['Owner', ({ case: of, ownerName }) => ownerName ?? of.owner],
  ['Decision', ({ case: of }) => of.decision],
  ['Decided amount', ({ case: of }) => decimal(of.decidedAmount, of.currency)],
  ['Decided by', ({ case: of, deciderName }) => deciderName ?? of.decidedBy],
  ['Approved by', ({ approverNames }) => approverNames],
  ['Authority revision', ({ case: of }) => of.authorityRevision],
  ['Departs from', ({ exception }) => exception?.passage ?? null],
  ['Departs because', ({ exception }) => exception?.reason ?? null],
  ['Told to the customer', ({ case: of }) => of.tellCustomer],
  ['Issue', ({ case: of }) => of.writeUpIssue],
  ['With whom', ({ case: of }) => of.writeUpWho],
  ['What was said', ({ case: of }) => of.writeUpSaid],
  ['Outcome', ({ case: of }) => of.writeUpOutcome],
  ...times('Raised', ({ raisedAt }) => raisedAt),
  ...times('Claimed', ({ claimedAt }) => claimedAt),
  ...times('Promised by', ({ promisedBy }) => promisedBy),
  ...times('Closed', ({ closedAt }) => closedAt),
  ...times('Customer told', ({ toldCustomerAt }) => toldCustomerAt),
  ['Promises kept', ({ promises }) => promises.kept],
  ['Promises broken', ({ promises }) => promises.broken],
  ...clockColumns,
  ['Time zone', ({ timeZone }) => timeZone],
];

/** The first line of an export. */
export const csvHeading: string = stringify([columns.map(([heading]) => heading)], { ...csvFormat, bom: true });

/** Cases as lines for a spreadsheet: instants in ISO (UTC) and in the team's own time, nothing that would run as a formula. */
export function csvLines(rows: readonly CsvCase[]): string {
  return stringify(
    rows.map((row) => columns.map(([, value]) => inert(value(row)))),
    csvFormat,
  );
}

function times(name: string, when: (of: Case) => Date | null): readonly Column[] {
  return [
    [`${name} (UTC)`, ({ case: of }) => when(of)?.toISOString() ?? null],
    [`${name} (local)`, ({ case: of, timeZone }) => local(when(of), timeZone)],
  ];
}

function local(at: Date | null, timeZone: string): string | null {
  return at && localMinute(at, timeZone);
}

/** `180.50` for 18050 minor units of EUR, whatever the reader's locale. */
function decimal(minor: number | null, currency: string | null): string | null {
  if (minor === null || currency === null) return null;
  const digits = minorDigits(currency);
  return (minor / 10 ** digits).toFixed(digits);
}
