import { z } from 'zod';
import type { OpenView, Parsed } from '../../../../slack/listener.ts';
import { choiceOf, choicesOf, textOf } from '../../../../slack/modal-state.ts';
import { URGENCIES } from '../../inputs.ts';
import { recall } from '../../modals/memory.ts';
import type { Urgency } from '../../tables.ts';
import type { Chain, ChainSettings } from '../chain-rules.ts';

/** The form *Chain* as it stands, finished or not: drawn again from this, it loses nothing. */
export interface ChainForm {
  readonly teamId: string;
  /** The revision it was opened on. */
  readonly revision: number;
  /** Minutes as typed: `15, 15, 30`. */
  readonly minutes: Readonly<Record<Urgency, string>>;
  readonly repeat: Readonly<Record<Urgency, number>>;
  readonly outsideHours: readonly Urgency[];
}

/** Chains to be saved over the revision that their author saw. */
export interface SaveChains {
  readonly teamId: string;
  readonly revision: number;
  readonly chains: ChainSettings;
}

export const minutesField = (urgency: Urgency): string => `${urgency}-minutes`;
export const repeatField = (urgency: Urgency): string => `${urgency}-repeat`;
export const OUTSIDE_HOURS = 'outsideHours';
export const MOST_REPEATS = 5;
/** Two days round the clock; of a team's hours, a week. */
const MOST_MINUTES = 2880;

export function formOfChains(teamId: string, revision: number, chains: ChainSettings): ChainForm {
  return {
    teamId,
    revision,
    minutes: byUrgency((urgency) => chains[urgency].minutes.join(', ')),
    repeat: byUrgency((urgency) => chains[urgency].repeat),
    outsideHours: URGENCIES.filter((urgency) => chains[urgency].outsideHours),
  };
}

const Remembered = z.object({ teamId: z.uuid(), revision: z.int().min(0) });

/** What the form carries besides its fields; read back by chainFormFrom. */
export function rememberedChains({ teamId, revision }: ChainForm): string {
  return JSON.stringify({ teamId, revision });
}

export function chainFormFrom({ privateMetadata, state }: OpenView): ChainForm {
  const outside = choicesOf(state, OUTSIDE_HOURS);
  return {
    ...recall(Remembered, privateMetadata),
    minutes: byUrgency((urgency) => textOf(state, minutesField(urgency)) ?? ''),
    repeat: byUrgency((urgency) => readRepeat(choiceOf(state, repeatField(urgency)))),
    outsideHours: URGENCIES.filter((urgency) => outside.includes(urgency)),
  };
}

/** Anything else than what is offered is nothing. */
function readRepeat(chosen: string | undefined): number {
  return z.coerce.number().int().min(0).max(MOST_REPEATS).catch(0).parse(chosen);
}

/** The chains that the form describes, or what is wrong with it, field by field. */
export function parseChains(view: OpenView): Parsed<SaveChains> {
  const form = chainFormFrom(view);
  const errors: Record<string, string> = {};
  const chains = byUrgency((urgency): Chain => {
    const minutes = readMinutes(form.minutes[urgency]);
    if ('problem' in minutes) errors[minutesField(urgency)] = minutes.problem;
    return {
      minutes: 'problem' in minutes ? [] : minutes.minutes,
      repeat: form.repeat[urgency],
      outsideHours: form.outsideHours.includes(urgency),
    };
  });
  if (Object.keys(errors).length > 0) return { errors };
  return { input: { teamId: form.teamId, revision: form.revision, chains } };
}

/** One to three numbers, however they are set apart. */
export function readMinutes(typed: string): { readonly minutes: readonly number[] } | { readonly problem: string } {
  const parts = typed.split(/[\s,;/]+/).filter(Boolean);
  const problem = 'Write one to three numbers of minutes, such as 15, 15, 30.';
  if (parts.length < 1 || parts.length > 3 || parts.some((part) => !/^\d{1,6}$/.test(part))) return { problem };
  const minutes = parts.map(Number);
  if (minutes.some((each) => each < 1)) return { problem: 'At least a minute each.' };
  if (minutes.some((each) => each > MOST_MINUTES)) return { problem: `At most ${MOST_MINUTES} minutes each.` };
  return { minutes };
}

function byUrgency<T>(value: (urgency: Urgency) => T): Readonly<Record<Urgency, T>> {
  return { normal: value('normal'), high: value('high'), critical: value('critical') };
}
