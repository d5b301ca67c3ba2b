import type { KnownBlock } from '@slack/types';
import { actionId } from '../../../slack/action-id.ts';
import { button, context, header, plainContext, plainSection } from '../../../slack/blocks.ts';
import { oneLine } from '../../../slack/mrkdwn.ts';
import { deadlineIn } from '../clocks/clock-words.ts';
import type { CaseList } from '../queries.ts';
import type { Case } from '../tables.ts';
import type { HomeCase } from '../finding/waiting-on-me.ts';
import { titleOf } from '../wording.ts';
import { snippet } from './parts.ts';

export interface HomeCases {
  readonly waiting: readonly HomeCase[];
  /** What the reader raised or owns that is open. */
  readonly own: readonly Case[];
  /** What is open in the teams whose cases they see. */
  readonly open: CaseList;
  /** Team id → name; empty where the reader is on one team only. */
  readonly teamNames: ReadonlyMap<string, string>;
  /** Of the person who reads it. */
  readonly timeZone: string;
  readonly now: Date;
}

/** App Home: what waits on this person, one button a row; then what else is theirs, then their teams'. A case is shown once. */
export function homeBlocks({ waiting, own, open, teamNames, timeZone, now }: HomeCases): KnownBlock[] {
  const lineOf = (of: Case) => caseLine(of, teamNames.get(of.teamId));
  const dueOf = (of: Case) => deadlineIn(of, now, timeZone);
  const first = new Set(waiting.map((row) => row.case.id));
  const theirs = own.filter((of) => !first.has(of.id));
  const taken = new Set([...first, ...theirs.map((of) => of.id)]);
  const others = open.cases.filter((of) => !taken.has(of.id));
  return [
    ...under(
      'Waiting on you',
      waiting.flatMap((row) => waitingRow(row, lineOf(row.case), dueOf(row.case))),
    ),
    ...under(
      'Your open cases',
      theirs.map((of) => openRow(of, lineOf(of), dueOf(of))),
    ),
    ...under(
      "Your team's open cases",
      others.map((of) => openRow(of, lineOf(of), dueOf(of))),
    ),
    ...(open.more ? [context('There are more: type `/case list open`.')] : []),
  ];
}

function under(heading: string, rows: readonly KnownBlock[]): readonly KnownBlock[] {
  return rows.length > 0 ? [header(heading), ...rows] : [];
}

const nextSteps: Readonly<Record<HomeCase['because'], readonly [label: string, actionId: string]>> = {
  claim: ['Claim', 'case.claim'],
  decide: ['Resolve', 'case.resolve'],
  approve: ['See the request', 'approval.open'],
  answer: ['Answer', 'case.details'],
  tell: ['Told the customer', 'case.told'],
};

/** What is done to a private case is done where it says who can see that. */
const privately = ['Open', 'case.view'] as const;

function waitingRow({ case: of, because }: HomeCase, line: string, due: string | undefined): KnownBlock[] {
  const [label, action] = of.isPrivate ? privately : nextSteps[because];
  const next = button(label, actionId(action, of.number), {
    value: of.id,
    style: 'primary',
    spoken: `${label}: case ${of.number}`,
  });
  const deadline = due === undefined ? [] : [plainContext(due)];
  const words = because === 'tell' && of.tellCustomer ? [plainContext(`Say: ${snippet(of.tellCustomer, 300)}`)] : [];
  return [plainSection(line, next), ...words, ...deadline];
}

function openRow(of: Case, line: string, due: string | undefined): KnownBlock {
  const open = button('Open', actionId('case.view', of.number), { value: of.id, spoken: `Open case ${of.number}` });
  return plainSection([line, waitsFor(of), due].filter(Boolean).join('\n'), open);
}

/** Whose turn it is; nothing where that is its owner's. */
function waitsFor({ state, waitingOn }: Case): string | undefined {
  if (state === 'open') return 'Nobody has claimed it yet';
  return state === 'waiting' && waitingOn ? `Waits for ${turns[waitingOn]}` : undefined;
}

const turns: Readonly<Record<NonNullable<Case['waitingOn']>, string>> = {
  agent: 'whoever raised it',
  customer: 'the customer',
  approver: 'an approver',
};

/** Two lines, and a third for the customer and the team, as far as they matter. */
function caseLine(of: Case, teamName: string | undefined): string {
  const about = [of.customer && oneLine(of.customer), of.isPrivate ? undefined : teamName].filter(Boolean).join(' · ');
  return [titleOf(of), of.summary, about].filter(Boolean).join('\n');
}
