import type { KnownBlock } from '@slack/types';
import { actionId } from '../../../slack/action-id.ts';
import { button, context, header, plainContext, plainSection } from '../../../slack/blocks.ts';
import { dayAndTime } from '../../../core/local-time.ts';
import type { CaseList } from '../queries.ts';
import type { Case } from '../tables.ts';
import type { HomeCase } from '../waiting-on-me.ts';
import { titleOf } from '../wording.ts';

export interface HomeCases {
  readonly waiting: readonly HomeCase[];
  readonly open: CaseList;
  /** Of the person who reads it. */
  readonly timeZone: string;
}

/** App Home: what waits on this person, one button a row; then what is open in their teams. Nothing open, nothing shown. */
export function homeBlocks({ waiting, open, timeZone }: HomeCases): KnownBlock[] {
  const shown = new Set(waiting.map((row) => row.case.id));
  const others = open.cases.filter((of) => !shown.has(of.id));
  return [
    ...(waiting.length > 0 ? [header('Waiting on you'), ...waiting.flatMap((row) => waitingRow(row, timeZone))] : []),
    ...(others.length > 0 ? [header("Your team's open cases"), ...others.map(openRow)] : []),
    ...(open.more ? [context('There are more: type `/case list open`.')] : []),
  ];
}

const nextSteps: Readonly<Record<HomeCase['because'], readonly [label: string, actionId: string]>> = {
  claim: ['Claim', 'case.claim'],
  decide: ['Resolve', 'case.resolve'],
  answer: ['Answer', 'case.details'],
  tell: ['Told the customer', 'case.told'],
};

function waitingRow({ case: of, because, deadline }: HomeCase, timeZone: string): KnownBlock[] {
  const [label, action] = nextSteps[because];
  const next = button(label, actionId(action, of.number), {
    value: of.id,
    style: 'primary',
    spoken: `${label}: case ${of.number}`,
  });
  const promised = deadline === null ? [] : [plainContext(`Promised by ${dayAndTime(deadline, timeZone)}`)];
  return [plainSection(lineOf(of), next), ...promised];
}

function openRow(of: Case): KnownBlock {
  const open = button('Open', actionId('case.view', of.number), { value: of.id, spoken: `Open case ${of.number}` });
  return plainSection(lineOf(of), open);
}

function lineOf(of: Case): string {
  return `${titleOf(of)}\n${of.summary}`;
}
