import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { UserError } from '../../../../core/errors.ts';
import type { Role } from '../../../../core/context.ts';
import { context, option, section } from '../../../../slack/blocks.ts';
import type { OpenView, Parsed, ViewState } from '../../../../slack/listener.ts';
import { checkboxes, choice, externalChoices, modal, peoplePicker, radio, textInput } from '../../../../slack/modal.ts';
import { choiceOf, choicesOf, textOf, usersOf } from '../../../../slack/modal-state.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { LANGUAGES } from '../../../../search/index.ts';
import { audienceOf } from '../reading/audience.ts';
import { type ChangeSettings, type PolicySettings, problemsOfSettings } from '../settings/change-settings.ts';
import { libraryIds as ids } from '../ids.ts';
import type { PolicyPage } from '../pages/policy-page.ts';
import { LONGEST_SECTION } from '../settings/scope-words.ts';
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
  return {
    policyId: policy.id,
    version: policy.version,
    owner: policy.owner,
    audience: audienceOf(policy.audience),
    reviewDays: policy.reviewDays,
    section: policy.section,
    products: policy.products,
    channels: policy.channels,
    regions: policy.regions,
    keywords: policy.keywords,
    language: policy.language,
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
    radio('reach', 'Who may read it', {
      options: [option('These teams only', 'teams'), option('Everybody on any team', 'everybody')],
      initial: form.audience.teams === null ? 'everybody' : 'teams',
    }),
    externalChoices('teams', 'Teams', {
      source: ids.teams,
      initial: chosen.map(({ id, name }) => option(name, id)),
      optional: true,
      hint: 'Those who may read it, unless everybody on any team may.',
    }),
    checkboxes('roles', 'Roles', {
      options: ROLES.map(([role, name]) => option(name, role)),
      initial: form.audience.roles ?? [],
      optional: true,
      hint: 'None ticked: every role. Leads, managers and directors of the team that keeps it always read it.',
    }),
    textInput('section', 'Section', {
      initial: form.section ?? undefined,
      optional: true,
      maxLength: LONGEST_SECTION,
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
  const language = LANGUAGES.find((each) => each === choiceOf(state, 'language')) ?? 'english';
  const audience = audienceIn(state);
  const given = { reviewDays: Number(textOf(state, 'reviewDays') ?? ''), audience, language, ...scopeIn(state) };
  const problems = problemsOfSettings(given).map(({ field, message }) => [field, message]);
  const errors = {
    ...(owner === undefined && { owner: 'Choose who answers for it.' }),
    ...(audience.teams?.length === 0 && { teams: NO_TEAM }),
    ...Object.fromEntries(problems),
  };
  if (owner === undefined || Object.keys(errors).length > 0) return { errors };
  return { input: { ...memory, ...given, owner } };
}

const NO_TEAM = 'Choose at least one team. If everybody on any team may read it, say so above.';

/** Everybody is chosen by name: an emptied field opens nothing. No role ticked means each of them. */
function audienceIn(state: ViewState): PolicySettings['audience'] {
  const roles = Roles.catch([]).parse(choicesOf(state, 'roles'));
  const teams = choiceOf(state, 'reach') === 'everybody' ? null : choicesOf(state, 'teams');
  return { teams, roles: roles.length === 0 ? null : roles };
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
