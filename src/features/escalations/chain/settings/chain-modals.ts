import type { KnownBlock, ModalView } from '@slack/types';
import type { Team } from '../../../../people/tables.ts';
import { context, header, option, plainSection, section } from '../../../../slack/blocks.ts';
import { checkboxes, choice, modal, textInput } from '../../../../slack/modal.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { URGENCIES } from '../../inputs.ts';
import type { Urgency } from '../../tables.ts';
import { urgencyNames } from '../../wording.ts';
import { defaultChains, type ChainSettings } from '../chain-rules.ts';
import {
  minutesField,
  MOST_REPEATS,
  OUTSIDE_HOURS,
  rememberedChains,
  repeatField,
  type ChainForm,
} from './chain-form.ts';

export const chainId = 'team.chain';

const TITLE = 'Chain';
const MOST_URGENT_FIRST = URGENCIES.toReversed();

/** *Chain*: who is asked next, and after how long, while nobody claims a case. */
export function chainModal(team: Pick<Team, 'name'>, form: ChainForm, problem?: string): ModalView {
  return modal({
    callbackId: chainId,
    title: TITLE,
    submit: 'Save',
    privateMetadata: rememberedChains(form),
    blocks: [
      ...(problem === undefined ? [] : [section(`:warning: *Not saved.* ${inline(problem)}`)]),
      section(
        `Who is asked while nobody claims a case of *${inline(team.name)}*? First one lead, on the new card. Then another lead, a manager, a director.`,
      ),
      context(
        `${form.revision === 0 ? 'These are the defaults. ' : ''}Minutes before another lead, a manager, a director are asked, each after the one before; leave the last out to end earlier.`,
      ),
      ...MOST_URGENT_FIRST.flatMap((urgency) => urgencyBlocks(urgency, form)),
      header('All urgencies'),
      checkboxes(OUTSIDE_HOURS, "Goes on outside the team's hours", {
        options: MOST_URGENT_FIRST.map((urgency) => option(urgencyNames[urgency], urgency)),
        initial: form.outsideHours,
        optional: true,
      }),
    ],
  });
}

function urgencyBlocks(urgency: Urgency, form: ChainForm): readonly KnownBlock[] {
  return [
    textInput(minutesField(urgency), `${urgencyNames[urgency]}: minutes before each step`, {
      initial: form.minutes[urgency],
      maxLength: 40,
      placeholder: `by default ${defaultChains[urgency].minutes.join(', ')}`,
    }),
    choice(repeatField(urgency), `${urgencyNames[urgency]}: when all were asked`, {
      options: Array.from({ length: MOST_REPEATS + 1 }, (_, times) => option(afterAll(times), String(times))),
      initial: String(form.repeat[urgency]),
    }),
  ];
}

function afterAll(times: number): string {
  if (times === 0) return 'tell the managers';
  return `start again ${times === 1 ? 'once' : `${times} times`}, then tell the managers`;
}

/** While they are saved. */
export function savingChains(): ModalView {
  return modal({ callbackId: chainId, title: TITLE, blocks: [section('Saving …')] });
}

/** Done: what holds from now on. */
export function savedChains(team: Pick<Team, 'name'>, chains: ChainSettings): ModalView {
  return modal({
    callbackId: chainId,
    title: TITLE,
    blocks: [
      section(
        `:white_check_mark: These chains hold for *${inline(team.name)}* from now on. Open cases follow in a moment.`,
      ),
      plainSection(chainsInWords(chains)),
    ],
  });
}

/** A line per urgency: `High: another lead after 15 min, a manager 15 later, a director 15 later; starts again once`. */
export function chainsInWords(chains: ChainSettings): string {
  return MOST_URGENT_FIRST.map((urgency) => {
    const { minutes, repeat, outsideHours } = chains[urgency];
    const steps = minutes.map((each, step) => `${WHO[step]} ${step === 0 ? `after ${each} min` : `${each} later`}`);
    const ending = [afterAll(repeat), ...(outsideHours ? ['also outside hours'] : [])].join(', ');
    return `${urgencyNames[urgency]}: ${steps.join(', ')}; ${ending}`;
  }).join('\n');
}

const WHO = ['another lead', 'a manager', 'a director'] as const;
