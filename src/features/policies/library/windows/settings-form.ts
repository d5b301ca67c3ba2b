import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { UserError } from '../../../../core/errors.ts';
import type { Role } from '../../../../core/context.ts';
import { context, option, section } from '../../../../slack/blocks.ts';
import type { OpenView, Parsed, ViewState } from '../../../../slack/listener.ts';
import { checkboxes, choice, externalChoices, modal, peoplePicker, textInput } from '../../../../slack/modal.ts';
import { choiceOf, choicesOf, textOf, usersOf } from '../../../../slack/modal-state.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { LANGUAGES } from '../../../../search/index.ts';
import { audienceOf } from '../audience.ts';
import type { ChangeSettings, PolicySettings } from '../change-settings.ts';
import { libraryIds as ids } from '../ids.ts';
import type { PolicyPage } from '../pages/policy-page.ts';
import type { Language, Policy } from '../tables.ts';
import { recalled } from './memory.ts';
import { withProblem } from './window-parts.ts';

const Memory = z.object({ policyId: z.uuid(), version: z.number().int() });
const Roles = z.array(z.enum(['agent', 'lead', 'manager', 'director']));

export type SettingsForm = PolicySettings & Required<Pick<ChangeSettings, 'policyId' | 'version'>>;

const LANGUAGE_NAMES: Record<Language, string> = {
  english: 'English',
  spanish: 'Spanish',
  german: 'German',
  french: 'French',
  simple: 'Another',
};

export function settingsOf(policy: Policy): SettingsForm {
  const {
    id: policyId,
    version,
    owner,
    reviewDays,
    section: part,
    products,
    channels,
    regions,
    keywords,
    language,
  } = policy;
  const audience = audienceOf(policy.audience);
  return {
    policyId,
    version,
    owner,
    audience,
    reviewDays,
    section: part,
    products,
    channels,
    regions,
    keywords,
    language,
  };
}

/** *Settings* of one policy: whose it is, for whom, about what. */
export function settingsModal({ policy, team, teams }: PolicyPage, form: SettingsForm, problem?: UserError): ModalView {
  const chosen = teams.filter(({ id }) => form.audience.teams?.includes(id));
  const blocks: KnownBlock[] = [
    section(`*${inline(policy.title)}*, kept by ${inline(team.name)}`),
    peoplePicker('owner', 'Owner', {
      initial: [form.owner],
      max: 1,
      hint: 'Answers for it: is asked about gaps, and whether it is still true.',
    }),
    externalChoices('teams', 'Which teams may read it', {
      source: ids.teams,
      initial: chosen.map(({ id, name }) => option(name, id)),
      optional: true,
      placeholder: 'Every team',
    }),
    checkboxes('roles', 'Which roles may read it', {
      options: ROLES.map(([role, name]) => option(name, role)),
      initial: form.audience.roles ?? [],
      optional: true,
      hint: 'None ticked: every role. Leads, managers and directors of the team that keeps it always read it.',
    }),
    textInput('section', 'Section', {
      initial: form.section ?? undefined,
      optional: true,
      maxLength: 100,
      placeholder: 'Returns',
    }),
    words('products', 'Products', form.products, 'headphones, speakers'),
    words('channels', 'Channels', form.channels, 'chat, phone'),
    words('regions', 'Regions', form.regions, 'EU, Switzerland'),
    words(
      'keywords',
      'Keywords',
      form.keywords,
      'RMA, send back',
      'Words that people look for and the text does not have.',
    ),
    choice('language', 'Language', {
      options: LANGUAGES.map((language) => option(LANGUAGE_NAMES[language], language)),
      initial: form.language,
    }),
    textInput('reviewDays', 'Ask its owner every … days whether it is still true', {
      initial: String(form.reviewDays),
      maxLength: 4,
    }),
    context('With commas between. Who may read it and what it is found by counts at once.'),
  ];
  const privateMetadata = JSON.stringify({ policyId: form.policyId, version: form.version });
  return modal({
    callbackId: ids.settings,
    title: 'Settings',
    submit: 'Save',
    privateMetadata,
    blocks: withProblem(blocks, problem),
  });
}

const ROLES: readonly (readonly [Role, string])[] = [
  ['agent', 'Agents'],
  ['lead', 'Leads'],
  ['manager', 'Managers'],
  ['director', 'Directors'],
];

function words(
  name: string,
  label: string,
  initial: readonly string[],
  placeholder: string,
  hint?: string,
): KnownBlock {
  return textInput(name, label, {
    initial: initial.join(', '),
    optional: true,
    placeholder,
    ...(hint !== undefined && { hint }),
  });
}

export function parseSettings({ privateMetadata, state }: OpenView): Parsed<SettingsForm> {
  const memory = recalled(Memory, privateMetadata);
  const [owner] = usersOf(state, 'owner');
  const reviewDays = Number(textOf(state, 'reviewDays') ?? '');
  const isCount = Number.isInteger(reviewDays) && reviewDays >= 1 && reviewDays <= 1100;
  const errors = {
    ...(owner === undefined && { owner: 'Choose who answers for it.' }),
    ...(!isCount && { reviewDays: 'Write a number of days, such as 90: from 1 to 1,100.' }),
  };
  if (owner === undefined || !isCount) return { errors };
  const language = LANGUAGES.find((each) => each === choiceOf(state, 'language')) ?? 'english';
  return { input: { ...memory, owner, reviewDays, language, audience: audienceIn(state), ...scopeIn(state) } };
}

/** Nothing chosen means all of them. */
function audienceIn(state: ViewState): PolicySettings['audience'] {
  const teams = choicesOf(state, 'teams');
  const roles = Roles.catch([]).parse(choicesOf(state, 'roles'));
  return { teams: teams.length === 0 ? null : teams, roles: roles.length === 0 ? null : roles };
}

function scopeIn(state: ViewState) {
  return {
    section: textOf(state, 'section') ?? null,
    products: listOf(textOf(state, 'products')),
    channels: listOf(textOf(state, 'channels')),
    regions: listOf(textOf(state, 'regions')),
    keywords: listOf(textOf(state, 'keywords')),
  };
}

function listOf(text = ''): string[] {
  return text
    .split(/[,;\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
