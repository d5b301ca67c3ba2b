import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { may } from '../../../../people/permissions.ts';
import { clip, oneLine } from '../../../../slack/mrkdwn.ts';
import { startDraftIn } from '../../library/drafting/start-draft.ts';
import { keptBy } from '../../library/reading/policies-visible-to.ts';
import { type KeptRevision, policyById } from '../../library/reading/read-policy.ts';
import { addQuestion } from '../../library/settings/questions.ts';
import { LONGEST_TITLE } from '../../text/file/policy-file.ts';
import type { PolicyGap } from '../tables.ts';

/** A policy that says what was answered, for the team that asked, found by the question; once for each gap. */
export async function draftOf(tx: Tx, ctx: Ctx, gap: PolicyGap, { title, answer }: Titled): Promise<KeptRevision> {
  const nearest = gap.nearestPolicyId === null ? undefined : await policyById(tx, ctx, gap.nearestPolicyId);
  const draft = await startDraftIn(tx, ctx, {
    teamId: keeperOf(ctx, gap.teamId) ?? gap.teamId,
    title,
    markdown: answer,
    fields: {
      audience: { teams: [gap.teamId], roles: null },
      ...(nearest && { language: nearest.language }),
    },
    submission: `policy-gap:${gap.id}`,
  });
  await addQuestion(tx, ctx, { policyId: draft.policy.id, anchor: null, text: gap.question, origin: 'editor' });
  return draft;
}

interface Titled {
  readonly title: string;
  readonly answer: string;
}

export const NO_TITLE = 'Write what the policy is called: “Lost gift cards”.';

export function titleOf({ title = '' }: { readonly title?: string | undefined }): string {
  return clip(oneLine(title), LONGEST_TITLE);
}

/** The team for which the actor writes policies: the one that asks if they may there, else their own. */
export function keeperOf({ actor }: Pick<Ctx, 'actor'>, teamId: string): string | undefined {
  return may(actor, 'policy.draft', { teamId }) ? teamId : keptBy(actor)[0];
}
