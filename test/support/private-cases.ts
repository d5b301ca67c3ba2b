import type {
  ChangeMediatorInput,
  PartyInput,
  PrivateWordsInput,
  RaisePrivateInput,
} from '../../src/features/escalations/private/inputs.ts';
import { raisePrivateCase } from '../../src/features/escalations/private/raise-private-case.ts';
import type { Case } from '../../src/features/escalations/tables.ts';
import { newRequest } from './cases.ts';
import { CARE, type CastName, idOf, type Northwind } from './northwind.ts';

type Who = 'requestId' | 'teamId' | 'whatHappened';

/** Ana raises a private case that Maya mediates, unless told otherwise. */
export function privateCaseOfAna(
  northwind: Northwind,
  {
    parties = [],
    keptOut = [],
    mediator = 'maya',
    ...more
  }: Partial<Pick<RaisePrivateInput, Who>> & {
    readonly parties?: readonly CastName[];
    readonly keptOut?: readonly CastName[];
    readonly mediator?: CastName;
  } = {},
): Promise<Case> {
  return raisePrivateCase(northwind.as('ana'), {
    requestId: newRequest(),
    teamId: CARE,
    whatHappened: 'Ben shouts at me. It goes on for a month.',
    ...more,
    mediator: idOf(mediator),
    parties: parties.map(idOf),
    keptOut: keptOut.map(idOf),
  });
}

/** Something written about a private case. */
export function words(caseId: string, text = 'words'): PrivateWordsInput {
  return { requestId: newRequest(), caseId, text };
}

export function person(caseId: string, name: CastName): PartyInput {
  return { requestId: newRequest(), caseId, slackId: idOf(name) };
}

export function passing(caseId: string, to: CastName, from: CastName | null = 'maya'): ChangeMediatorInput {
  return { requestId: newRequest(), caseId, from: from && idOf(from), to: idOf(to) };
}
