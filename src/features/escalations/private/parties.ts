import type { CaseView } from '../case-view.ts';

type Parties = Pick<CaseView, 'parties'>;

/** Who knows of a private case besides its raiser and its mediator. */
export function partiesOf({ parties }: Parties): readonly string[] {
  return parties.filter(({ standing }) => standing === 'party').map(({ slackId }) => slackId);
}

/** Who must not learn of it, by the raiser's word. */
export function keptOutOf({ parties }: Parties): readonly string[] {
  return parties.filter(({ standing }) => standing === 'kept-out').map(({ slackId }) => slackId);
}
