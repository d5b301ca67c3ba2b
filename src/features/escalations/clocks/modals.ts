import type { KnownBlock, ModalView } from '@slack/types';
import { context, header, option, plainSection, section } from '../../../slack/blocks.ts';
import { checkboxes, modal, textInput } from '../../../slack/modal.ts';
import { inline } from '../../../slack/mrkdwn.ts';
import type { Team } from '../../../people/tables.ts';
import { URGENCIES } from '../inputs.ts';
import type { Urgency } from '../tables.ts';
import { urgencyNames } from '../wording.ts';
import { durationText, HOURS_A_DAY } from './durations.ts';
import type { TargetsPage } from './save-targets.ts';
import { fieldOf, remembered, ROUND_THE_CLOCK, WARN_SHARE, type TargetName, type TargetsForm } from './targets-form.ts';
import { defaultTargets, type TeamTargets } from './targets.ts';

export const ids = { open: 'team.targets' } as const;

const TITLE = 'Targets';

/** *Targets*: per urgency, in how much of the team's time a case is claimed, first answered and resolved. */
export function targetsModal({ team, targets }: TargetsPage, form: TargetsForm, problem?: string): ModalView {
  return modal({
    callbackId: ids.open,
    title: TITLE,
    submit: 'Save',
    privateMetadata: remembered(form),
    blocks: [
      ...(problem === undefined ? [] : [section(`:warning: *Not saved.* ${inline(problem)}`)]),
      section(`How fast does *${inline(team.name)}* want to be? Time counts in the hours of the team.`),
      context(
        `${targets.revision === 0 ? 'These are the defaults. ' : ''}Write minutes, or 4h, or 2d (a day is ${HOURS_A_DAY} hours). Empty or 0: no target, so no deadline and no reminder.`,
      ),
      ...URGENCIES.toReversed().flatMap((urgency) => urgencyBlocks(urgency, form)),
      header('All urgencies'),
      textInput(WARN_SHARE, 'Remind the owner at, percent of a target', {
        initial: form.typed[WARN_SHARE],
        maxLength: 5,
        placeholder: '75',
      }),
      checkboxes(ROUND_THE_CLOCK, 'Counts nights, weekends and holidays as well', {
        options: URGENCIES.toReversed().map((urgency) => option(urgencyNames[urgency], urgency)),
        initial: form.roundTheClock,
        optional: true,
      }),
    ],
  });
}

const labels: Readonly<Record<TargetName, string>> = {
  claim: 'claim',
  answer: 'first answer to the agent',
  resolve: 'resolve',
};

function urgencyBlocks(urgency: Urgency, form: TargetsForm): readonly KnownBlock[] {
  const field = (target: TargetName) => {
    const name = fieldOf(urgency, target);
    return textInput(name, `${urgencyNames[urgency]}: ${labels[target]}`, {
      initial: form.typed[name],
      optional: true,
      maxLength: 20,
      placeholder: `none; by default ${durationText(defaultTargets.byUrgency[urgency][target])}`,
    });
  };
  return [header(urgencyNames[urgency]), field('claim'), field('answer'), field('resolve')];
}

/** While they are saved. */
export function savingModal(): ModalView {
  return modal({ callbackId: ids.open, title: TITLE, blocks: [section('Saving …')] });
}

/** Done: what holds from now on. */
export function savedModal(team: Team, targets: TeamTargets): ModalView {
  return modal({
    callbackId: ids.open,
    title: TITLE,
    blocks: [
      section(
        `:white_check_mark: These targets hold for *${inline(team.name)}* from now on. Open cases follow in a moment.`,
      ),
      plainSection(targetsInWords(targets)),
    ],
  });
}

/** A line per urgency: `High: claim 15 min, first answer 1 h, resolve 8 h`. */
export function targetsInWords({ byUrgency }: TeamTargets): string {
  const lines = URGENCIES.toReversed().map((urgency) => {
    const { claim, answer, resolve, isRoundTheClock } = byUrgency[urgency];
    const parts = [`claim ${spoken(claim)}`, `first answer ${spoken(answer)}`, `resolve ${spoken(resolve)}`];
    return `${urgencyNames[urgency]}: ${parts.join(', ')}${isRoundTheClock ? ', round the clock' : ''}`;
  });
  return lines.join('\n');
}

function spoken(seconds: number): string {
  return seconds === 0 ? 'no target' : durationText(seconds);
}
