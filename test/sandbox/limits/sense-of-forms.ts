import { actions, element, input, type Json, option, options, plain, section } from './pieces.ts';
import type { SenseRow } from './sense-of-blocks.ts';
import { home, message, modal, modalWith } from './ways-in.ts';

const ELEMENT = '/blocks/0/elements/0';
const FIELD = '/view/blocks/0/element';
const inActions = (type: string, more: Json) => message(actions(element(type, more)));
const field = (type: string, more: Json) => modal(input(element(type, more)));
const groups = [{ label: plain('G'), options: options(2) }];

const CHOICES: readonly SenseRow[] = [
  {
    rule: 'a menu has options or groups, not both',
    takes: message(actions({ type: 'static_select', option_groups: groups })),
    refuses: inActions('static_select', { option_groups: groups }),
    says: 'must define only one of: options, option_groups',
    at: ELEMENT,
  },
  ...['static_select', 'radio_buttons'].map((type) => ({
    rule: `what is chosen at first is offered (${type})`,
    takes: inActions(type, { initial_option: option('o1') }),
    refuses: inActions(type, { initial_option: option('o9') }),
    says: 'initial_option must match one of the options',
    at: ELEMENT,
  })),
  ...['multi_static_select', 'checkboxes'].map((type) => ({
    rule: `what is chosen at first is offered (${type})`,
    takes: inActions(type, { options: options(3), initial_options: [option('o0'), option('o2')] }),
    refuses: inActions(type, { options: options(3), initial_options: [option('o0'), option('o9')] }),
    says: 'initial_options must match one of the options',
    at: ELEMENT,
  })),
  {
    rule: 'what is chosen at first is in a group',
    takes: message(actions({ type: 'static_select', option_groups: groups, initial_option: option('o1') })),
    refuses: message(actions({ type: 'static_select', option_groups: groups, initial_option: option('o9') })),
    says: 'initial_option must match one of the options',
    at: ELEMENT,
  },
  {
    rule: 'only options of an overflow menu are links',
    takes: inActions('overflow', { options: [option('a', { url: 'https://a.example' })] }),
    refuses: inActions('static_select', { options: [option('a', { url: 'https://a.example' })] }),
    says: 'invalid additional property: url',
    at: `${ELEMENT}/options/0`,
  },
  {
    rule: 'a filter of conversations names a kind',
    takes: inActions('conversations_select', { filter: { include: ['im', 'private'] } }),
    refuses: inActions('conversations_select', { filter: { include: [] } }),
    says: 'no fewer than 1 items allowed',
    at: `${ELEMENT}/filter/include`,
  },
];

const FIELDS: readonly SenseRow[] = [
  ...(
    [
      ['plain_text_input', 'min_length', 'max_length', 5, 4],
      ['rich_text_input', 'min_lines', 'max_lines', 5, 4],
      ['number_input', 'min_value', 'max_value', '5', '4'],
    ] as const
  ).map(([type, least, most, more, less]) => ({
    rule: `the least is not above the most (${type})`,
    takes: field(type, { [least]: less, [most]: more }),
    refuses: field(type, { [least]: more, [most]: less }),
    says: `must not be greater than \`${most}\``,
    at: `${FIELD}/${least}`,
  })),
  {
    rule: 'the first words fit into the field',
    takes: field('plain_text_input', { max_length: 3, initial_value: '😀😀😀' }),
    refuses: field('plain_text_input', { max_length: 3, initial_value: 'four' }),
    says: 'must be less than 4 characters',
    at: `${FIELD}/initial_value`,
  },
  {
    rule: 'the limits of a number are numbers',
    takes: field('number_input', { min_value: '-10', initial_value: '0.25' }),
    refuses: field('number_input', { min_value: 'ten' }),
    says: 'must be a number',
    at: `${FIELD}/min_value`,
  },
  {
    rule: 'a number input says whether decimals are fine',
    takes: field('number_input', { is_decimal_allowed: false }),
    refuses: field('number_input', { is_decimal_allowed: undefined }),
    says: 'missing required field: is_decimal_allowed',
    at: FIELD,
  },
  {
    rule: 'a day is in the calendar',
    takes: field('datepicker', { initial_date: '2028-02-29' }),
    refuses: field('datepicker', { initial_date: '2026-02-31' }),
    says: 'must be a date in the format YYYY-MM-DD',
    at: `${FIELD}/initial_date`,
  },
  {
    rule: 'a time zone is one of this world',
    takes: field('timepicker', { timezone: 'America/Chicago' }),
    refuses: field('timepicker', { timezone: 'Mars/Base' }),
    says: 'must be a timezone of the IANA database',
    at: `${FIELD}/timezone`,
  },
  {
    rule: 'a date is a date',
    takes: field('datepicker', { initial_date: '2026-02-28' }),
    refuses: field('datepicker', { initial_date: '28.02.2026' }),
    says: 'must be a date in the format YYYY-MM-DD',
    at: `${FIELD}/initial_date`,
  },
  {
    rule: 'a time is a time',
    takes: field('timepicker', { initial_time: '23:59' }),
    refuses: field('timepicker', { initial_time: '24:00' }),
    says: 'must be a time in the format HH:mm',
    at: `${FIELD}/initial_time`,
  },
  {
    rule: 'an instant has ten digits',
    takes: field('datetimepicker', { initial_date_time: 1_628_633_820 }),
    refuses: field('datetimepicker', { initial_date_time: 1_628_633_820_000 }),
    says: 'must be an integer between 1000000000 and 9999999999',
    at: `${FIELD}/initial_date_time`,
  },
  {
    rule: 'one field takes the focus',
    takes: modal(input(element('plain_text_input', { focus_on_load: true })), input(element('datepicker'))),
    refuses: modal(
      input(element('plain_text_input', { focus_on_load: true })),
      input(element('datepicker', { focus_on_load: true })),
    ),
    says: 'only one element can have focus_on_load set to true',
    at: '/view/blocks',
  },
];

const VIEWS: readonly SenseRow[] = [
  {
    rule: 'a form has a button to send it',
    takes: modalWith({ submit: undefined, blocks: [section()] }),
    refuses: modalWith({ submit: undefined, blocks: [input(element('plain_text_input'))] }),
    says: 'missing required field: submit',
    at: '/view',
  },
  {
    rule: 'a modal has a title',
    takes: modal(section()),
    refuses: modalWith({ title: undefined }),
    says: 'missing required field: title',
    at: '/view',
  },
  {
    rule: 'a Home tab has something on it',
    takes: home(section()),
    refuses: home(),
    says: 'no fewer than 1 items allowed',
    at: '/view/blocks',
  },
  {
    rule: 'a view is of the kind that the method shows',
    takes: modal(section()),
    refuses: modalWith({ type: 'home' }),
    says: 'must be modal',
    at: '/view/type',
  },
];

export const SENSE_OF_FORMS: readonly SenseRow[] = [...CHOICES, ...FIELDS, ...VIEWS];
