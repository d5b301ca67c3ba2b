/** Finds on the page what the tour points at. Reads the page only; what people see is what counts. */
import type { Aim } from './steps.ts';

export interface Spot {
  element: HTMLElement;
  /** Says more exactly what to do there, instead of the step's own words. */
  text?: string;
  /** Fields that could be filled in for the person. */
  canFill?: boolean;
}

/** The first aim that is on the page. A form that is open comes first: nothing else can be pressed then. */
export function findSpot(aims: readonly Aim[]): Spot | null {
  const dialog = topDialog();
  if (dialog) return aims.some(({ kind }) => kind === 'form') ? spotInForm(dialog) : null;
  for (const aim of aims) {
    const element = FINDERS[aim.kind](aim as never);
    if (element?.checkVisibility({ visibilityProperty: true }))
      return { element, ...(aim.say ? { text: aim.say } : {}) };
  }
  return null;
}

export function topDialog(): HTMLDialogElement | null {
  return [...document.querySelectorAll<HTMLDialogElement>('dialog[open]')].at(-1) ?? null;
}

type Finder<K extends Aim['kind']> = (aim: Extract<Aim, { kind: K }>) => HTMLElement | null | undefined;

const FINDERS: { [K in Aim['kind']]: Finder<K> } = {
  form: () => null,
  menu_item: ({ text }) => withText('.popup [role^=menuitem]', text),
  menu_of: ({ ts }) => row(ts)?.querySelector<HTMLElement>('[aria-label="More actions"]'),
  button_of: ({ ts, text }) => withText(`main [data-ts="${CSS.escape(ts)}"] .button`, text),
  close_thread: () => document.querySelector<HTMLElement>('[aria-label="Close thread"]'),
  conversation: ({ name }) =>
    [...document.querySelectorAll<HTMLElement>('.sidebar-item')].find(
      (item) => item.querySelector('.sidebar-name')?.textContent === name,
    ),
};

function row(ts: string): HTMLElement | null {
  return document.querySelector(`main [data-ts="${CSS.escape(ts)}"]`);
}

function withText(selector: string, text: string): HTMLElement | undefined {
  const found = [...document.querySelectorAll<HTMLElement>(selector)];
  return found.find(({ textContent }) => textContent?.startsWith(text));
}

const CONTROL = 'textarea, input:not([type=hidden])';

/** The first field that is wrong or still empty, the list that is open under it, else the button that sends. */
function spotInForm(dialog: HTMLElement): Spot | null {
  const option = dialog.querySelector<HTMLElement>('.popup [role=option]');
  if (option?.checkVisibility())
    return { element: option, text: `Choose *${labelOf(option)}*, or what you like better.` };
  const todo = fieldsToFill(dialog);
  const field = todo[0];
  if (field) {
    const label = field.querySelector('.input-label')?.textContent ?? 'this';
    const isText = textFieldOf(field) !== null;
    return { element: field, text: `${isText ? 'Fill in' : 'Choose under'} *${label}*`, canFill: isText };
  }
  const submit = dialog.querySelector<HTMLElement>('button[type=submit]:not([aria-busy=true])');
  if (submit) return { element: submit, text: `That is all it needs. Press *${submit.textContent}*.` };
  const close = dialog.querySelector<HTMLElement>('.modal-footer button, [aria-label="Close dialog"]');
  return close ? { element: close, text: 'Close this to go on with the tour.' } : null;
}

function labelOf(option: HTMLElement): string {
  return option.querySelector('.menu-label')?.textContent ?? option.textContent ?? '';
}

/** Fields that must be filled in and are not, or that the app would not take. */
function fieldsToFill(dialog: HTMLElement): HTMLElement[] {
  return [...dialog.querySelectorAll<HTMLElement>('.input-block')].filter((field) => {
    const control = field.querySelector<HTMLInputElement | HTMLTextAreaElement>(CONTROL);
    if (!control || !isEmpty(field, control)) return false;
    return field.querySelector('.input-optional') === null;
  });
}

function isEmpty(field: HTMLElement, control: HTMLInputElement | HTMLTextAreaElement): boolean {
  if (control.matches('[type=radio], [type=checkbox]')) return field.querySelector(':checked') === null;
  return control.value === '' && field.querySelector('.chip') === null;
}

function textFieldOf(field: HTMLElement): HTMLTextAreaElement | HTMLInputElement | null {
  return field.querySelector('textarea, input.text-input[type=text]');
}

/** Words for a field by its label; the first that fits. */
const SAMPLE_WORDS: [label: RegExp, words: string][] = [
  [
    /tell the customer/i,
    'We are sorry. Your money is on its way back today, and the delivery comes on Tuesday, 9 to 12.',
  ],
  [/who was it with/i, 'The carrier, Hamburg hub'],
  [/put it right/i, 'We are sorry, pay the money back and name a date we keep.'],
  [/outcome/i, 'Refunded in full, new date agreed.'],
  [/need to know/i, 'Which order was it?'],
];

/** Types something sensible into every empty text that the open form needs. */
export function fillForm(): void {
  const dialog = topDialog();
  for (const field of dialog ? fieldsToFill(dialog) : []) {
    const text = textFieldOf(field);
    if (!text) continue;
    const label = field.querySelector('.input-label')?.textContent ?? '';
    text.value = SAMPLE_WORDS.find(([pattern]) => pattern.test(label))?.[1] ?? 'As agreed with the customer.';
    text.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
}
