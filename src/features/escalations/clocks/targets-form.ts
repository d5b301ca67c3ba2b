import { z } from 'zod';
import type { OpenView, Parsed } from '../../../slack/listener.ts';
import { choicesOf, textOf } from '../../../slack/modal-state.ts';
import { recall } from '../modals/memory.ts';
import { URGENCIES } from '../inputs.ts';
import type { Urgency } from '../tables.ts';
import { durationField, readDuration } from './durations.ts';
import type { Targets, TeamTargets } from './targets.ts';

/** What can be typed of an urgency. */
export const TARGETS = ['claim', 'answer', 'resolve'] as const;
export type TargetName = (typeof TARGETS)[number];

/** The form *Targets* as it stands, finished or not: drawn again from this, it loses nothing. */
export interface TargetsForm {
  readonly teamId: string;
  /** The revision it was opened on. */
  readonly revision: number;
  /** Text of the fields by name. */
  readonly typed: Readonly<Record<string, string>>;
  readonly roundTheClock: readonly Urgency[];
}

/** Targets to be saved over the revision that their author saw. */
export interface SaveTargets {
  readonly teamId: string;
  readonly targets: TeamTargets;
}

export function fieldOf(urgency: Urgency, target: TargetName): string {
  return `${urgency}-${target}`;
}

export const WARN_SHARE = 'warnShare';
export const ROUND_THE_CLOCK = 'roundTheClock';

export function formOf(teamId: string, { revision, byUrgency }: TeamTargets): TargetsForm {
  const fields = URGENCIES.flatMap((urgency) =>
    TARGETS.map((target) => [fieldOf(urgency, target), durationField(byUrgency[urgency][target])] as const),
  );
  return {
    teamId,
    revision,
    typed: { ...Object.fromEntries(fields), [WARN_SHARE]: String(byUrgency.normal.warnShare) },
    roundTheClock: URGENCIES.filter((urgency) => byUrgency[urgency].isRoundTheClock),
  };
}

const Remembered = z.object({ teamId: z.uuid(), revision: z.int().min(0) });

/** What the form carries besides its fields; read back by formFrom. */
export function remembered({ teamId, revision }: TargetsForm): string {
  return JSON.stringify({ teamId, revision });
}

export function formFrom({ privateMetadata, state }: OpenView): TargetsForm {
  const names = [...URGENCIES.flatMap((urgency) => TARGETS.map((target) => fieldOf(urgency, target))), WARN_SHARE];
  const ticked = choicesOf(state, ROUND_THE_CLOCK);
  return {
    ...recall(Remembered, privateMetadata),
    typed: Object.fromEntries(names.map((name) => [name, textOf(state, name) ?? ''])),
    roundTheClock: URGENCIES.filter((urgency) => ticked.includes(urgency)),
  };
}

/** The targets that the form describes, or what is wrong with it, field by field. */
export function parseTargets(view: OpenView): Parsed<SaveTargets> {
  const form = formFrom(view);
  const errors: Record<string, string> = {};
  const warnShare = readShare(form, errors);
  const read = (urgency: Urgency): Targets => ({
    ...readTargets(urgency, form, errors),
    warnShare,
    isRoundTheClock: form.roundTheClock.includes(urgency),
  });
  const byUrgency = { normal: read('normal'), high: read('high'), critical: read('critical') };
  if (Object.keys(errors).length > 0) return { errors };
  return { input: { teamId: form.teamId, targets: { revision: form.revision, byUrgency } } };
}

function readTargets(urgency: Urgency, { typed }: TargetsForm, errors: Record<string, string>) {
  const seconds = (target: TargetName): number => {
    const field = fieldOf(urgency, target);
    const read = readDuration(typed[field] ?? '');
    if ('seconds' in read) return read.seconds;
    errors[field] = read.problem;
    return 0;
  };
  const [claim, answer, resolve] = [seconds('claim'), seconds('answer'), seconds('resolve')];
  if (claim > 0 && answer > 0 && claim > answer)
    errors[fieldOf(urgency, 'claim')] ??= 'No longer than the first answer.';
  if (answer > 0 && resolve > 0 && answer > resolve) errors[fieldOf(urgency, 'answer')] ??= 'No longer than resolving.';
  return { claim, answer, resolve };
}

function readShare({ typed }: TargetsForm, errors: Record<string, string>): number {
  const share = Number((typed[WARN_SHARE] ?? '').replace(/\s*%$/, ''));
  if (Number.isInteger(share) && share >= 1 && share <= 99) return share;
  errors[WARN_SHARE] = 'Write a whole number from 1 to 99.';
  return 0;
}
