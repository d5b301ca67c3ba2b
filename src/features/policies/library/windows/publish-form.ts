import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { UserError } from '../../../../core/errors.ts';
import { localDate } from '../../../../core/local-time.ts';
import { context, divider, section } from '../../../../slack/blocks.ts';
import type { OpenView, Parsed } from '../../../../slack/listener.ts';
import { datePicker, modal, textInput } from '../../../../slack/modal.ts';
import { dateOf, textOf } from '../../../../slack/modal-state.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { diffPages } from '../../text/showing/diff-pages.ts';
import { wordDiff } from '../../text/word-diff.ts';
import { LONGEST_NOTE } from '../drafting/draft-text.ts';
import { libraryIds as ids } from '../ids.ts';
import type { PolicyPage } from '../pages/policy-page.ts';
import type { Publish } from '../publishing/publish.ts';
import type { PolicyRevision } from '../tables.ts';
import { audienceText, dateText } from '../words.ts';
import { recalled } from './memory.ts';
import { withProblem } from './window-parts.ts';

const Memory = z.object({ policyId: z.string(), revisionId: z.string(), version: z.number().int() });

export interface PublishForm extends Publish {
  readonly policyId: string;
}

/** *Publish*: from when it counts, until when, and what changes by it. */
export function publishModal(
  page: PolicyPage,
  revision: PolicyRevision,
  form: Partial<PublishForm> = {},
  problem?: UserError,
): ModalView {
  const { policy, team, now } = page;
  const today = localDate(now, team.timeZone);
  const isFirst = policy.verifiedAt === null;
  const teams = new Map(page.teams.map(({ id, name }) => [id, name]));
  const note = form.changeNote ?? revision.changeNote ?? undefined;
  const blocks: KnownBlock[] = [
    section(
      `*${inline(revision.title)}*\nRevision ${revision.number}. Who may read it: ${inline(audienceText(policy.audience, teams))}.`,
    ),
    datePicker('effectiveFrom', 'Counts from', {
      initial: form.effectiveFrom ?? today,
      hint: isFirst
        ? `Today is ${dateText(today)}. Earlier, if it has counted before.`
        : 'Today or later. Until then what counts now stays.',
    }),
    datePicker('expiresOn', 'Last day', {
      initial: form.expiresOn ?? undefined,
      optional: true,
      hint: 'After it nothing counts, the older text neither; for 90 days, look-ups say that it ended. Left empty, it counts until it is changed.',
    }),
    ...(isFirst
      ? []
      : [
          textInput('changeNote', 'What is new', {
            initial: note ?? undefined,
            optional: true,
            maxLength: LONGEST_NOTE,
            hint: 'Those whom it concerns read this.',
          }),
        ]),
    ...planned(page),
    divider(),
    ...changes(page, revision),
  ];
  return modal({
    callbackId: ids.publish,
    title: 'Publish',
    submit: 'Publish',
    privateMetadata: JSON.stringify({ policyId: policy.id, revisionId: revision.id, version: revision.version }),
    blocks: withProblem(blocks, problem, 'Not published.'),
  });
}

function planned({ revisions, now }: PolicyPage): KnownBlock[] {
  const next = revisions.find(
    ({ state, effectiveAt }) => state === 'published' && effectiveAt !== null && effectiveAt > now,
  );
  if (!next?.effectiveFrom) return [];
  return [
    context(
      `Revision ${next.number} is planned for ${dateText(next.effectiveFrom)}. If this one counts from then or sooner, that one never does.`,
    ),
  ];
}

const MOST_BLOCKS = 40;

/** What changes against what counts now; the beginning, where it is much. */
export function changes({ inForce }: Pick<PolicyPage, 'inForce'>, revision: PolicyRevision): KnownBlock[] {
  if (!inForce) return [context('It is new: nothing of it counts yet.')];
  const [first] = diffPages(wordDiff(inForce.markdown, revision.markdown));
  const title = inForce.title === revision.title ? [] : [context(`Called “${inline(inForce.title)}” until now.`)];
  return [...title, ...(first?.blocks.slice(0, MOST_BLOCKS) ?? [])];
}

export function parsePublish(view: OpenView): Parsed<PublishForm> {
  const effectiveFrom = dateOf(view.state, 'effectiveFrom');
  const changeNote = textOf(view.state, 'changeNote');
  return {
    input: {
      ...recalled(Memory, view.privateMetadata),
      expiresOn: dateOf(view.state, 'expiresOn') ?? null,
      ...(effectiveFrom !== undefined && { effectiveFrom }),
      ...(changeNote !== undefined && { changeNote }),
    },
  };
}
