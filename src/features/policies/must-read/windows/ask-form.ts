import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Role } from '../../../../core/context.ts';
import type { UserError } from '../../../../core/errors.ts';
import { context, option, section } from '../../../../slack/blocks.ts';
import type { OpenView, Parsed } from '../../../../slack/listener.ts';
import { checkboxes, choice, externalChoices, modal, textInput } from '../../../../slack/modal.ts';
import { choiceOf, choicesOf, textOf } from '../../../../slack/modal-state.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import type { Audience } from '../../library/reading/audience.ts';
import { recalled } from '../../library/windows/memory.ts';
import { withProblem } from '../../library/windows/window-parts.ts';
import { LONGEST_NOTE } from '../asking/ask.ts';
import type { AskPage } from '../asking/ask-page.ts';
import { BEGINNING, mustReadIds as ids, SINCE } from '../ids.ts';
import { peopleText } from '../words.ts';

const Memory = z.object({ policyId: z.uuid(), againOf: z.uuid().optional(), since: z.uuid().optional() });
const Roles = z.array(z.enum(['agent', 'lead', 'manager', 'director']));

export interface AskForm extends z.infer<typeof Memory> {
  readonly audience: Audience;
  readonly deadline: string;
  /** `beginning`, `since`, or the anchor of a passage. */
  readonly quote: string;
  readonly note: string;
}

const ROLES: readonly (readonly [Role, string])[] = [
  ['agent', 'Agents'],
  ['lead', 'Leads'],
  ['manager', 'Managers'],
  ['director', 'Directors'],
];

/** *Have people read it*: who, by when, what is quoted; it says how many people that is. */
export function askModal(page: AskPage, form: AskForm, problem?: UserError): ModalView {
  const { revision, team, since } = page;
  const { policyId, againOf } = form;
  const memory = { policyId, ...(againOf && { againOf }), ...(since && { since: since.revisionId }) };
  const blocks: KnownBlock[] = [
    section(`*${inline(revision.title)}*, revision ${revision.number}, ${inline(team.name)}`),
    ...(page.teams.length > 1 ? [teamsInput(page, form)] : []),
    checkboxes('roles', 'Which roles', {
      options: ROLES.map(([role, name]) => option(name, role)),
      initial: form.audience.roles ?? [],
      optional: true,
      hint: 'None ticked: every role. Only people who may see the policy are asked.',
      onChange: ids.roles,
    }),
    section(`:busts_in_silhouette: *${whoIsAsked(page)}*`),
    textInput('deadline', 'Read by the end of', {
      initial: form.deadline,
      maxLength: 40,
      placeholder: 'Friday, 27 Nov or 2026-11-27',
    }),
    choice('quote', 'What they see of it at once', { options: quoteOptions(page), initial: form.quote }),
    textInput('note', 'Note', {
      initial: form.note,
      optional: true,
      multiline: true,
      maxLength: LONGEST_NOTE,
      placeholder: 'Why it matters now',
    }),
    context('Each is asked by direct message, when they are at work, and reminded twice at most.'),
  ];
  return modal({
    callbackId: ids.ask,
    title: 'Have people read it',
    submit: 'Ask them',
    privateMetadata: JSON.stringify(memory),
    blocks: withProblem(blocks, problem, 'Nobody was asked.'),
  });
}

function teamsInput({ teams }: AskPage, { audience }: AskForm): KnownBlock {
  const chosen = teams.filter(({ id }) => audience.teams?.includes(id));
  return externalChoices('teams', 'Which teams', {
    source: ids.teams,
    onChange: ids.teams,
    initial: chosen.map(({ id, name }) => option(name, id)),
    optional: true,
    placeholder: 'Every team that may see it',
  });
}

/** `14 people will be asked: Northwind Care 12, Northwind Care US 2` */
export function whoIsAsked({ counts, teams }: Pick<AskPage, 'counts' | 'teams'>): string {
  const count = [...counts.values()].reduce((sum, each) => sum + each, 0);
  if (count === 0) return 'Nobody would be asked: choose other teams or roles';
  const people = peopleText(count);
  const said = `${people.charAt(0).toUpperCase()}${people.slice(1)} will be asked`;
  if (counts.size < 2) return said;
  const parts = teams.flatMap(({ id, name }) => (counts.has(id) ? [`${inline(name)} ${counts.get(id)}`] : []));
  return `${said}: ${parts.join(', ')}`;
}

/** What stands below no heading is called by its first words. */
function quoteOptions({ passages, since }: AskPage) {
  const changed = since ? [option(`What changed since revision ${since.number}`, SINCE)] : [];
  const named = passages
    .filter(({ anchor }) => anchor.length <= 75)
    .slice(0, 90)
    .map(({ heading, anchor, text }) => option(heading === '' ? text : heading, anchor));
  return [...changed, option('The beginning', BEGINNING), ...named];
}

/** As it stands, also while it is being filled in. */
export function askFormFrom({ privateMetadata, state }: OpenView): AskForm {
  const teams = choicesOf(state, 'teams');
  const roles = Roles.catch([]).parse(choicesOf(state, 'roles'));
  return {
    ...recalled(Memory, privateMetadata),
    audience: { teams: teams.length === 0 ? null : teams, roles: roles.length === 0 ? null : roles },
    deadline: textOf(state, 'deadline') ?? '',
    quote: choiceOf(state, 'quote') ?? BEGINNING,
    note: textOf(state, 'note') ?? '',
  };
}

export function parseAsk(view: OpenView): Parsed<AskForm> {
  const form = askFormFrom(view);
  return form.deadline === '' ? { errors: { deadline: 'By when? Write Friday or 27 Nov.' } } : { input: form };
}
