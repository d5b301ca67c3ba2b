/** Where the caret is when a modal opens, changes, or comes back with errors. */

const FIELD = ':is(input, textarea, select, [contenteditable=true]):not([disabled])';

/** Best first. Never a button that closes: one who types on must not throw the form away. */
const FIRST = ['[autofocus]', `.modal-body ${FIELD}`, '.modal-footer button[type=submit]', '.modal-body'];

/** The field that asks for it, else the first field, be it a text or a choice; a text’s caret goes to its end. */
export function focusFirstField(modal: HTMLElement | null): void {
  const first = FIRST.map((selector) => modal?.querySelector<HTMLElement>(selector)).find(Boolean);
  const found = isBelow(first, modal) ? modal?.querySelector<HTMLElement>('.modal-body') : first;
  found?.focus();
  if (found instanceof HTMLTextAreaElement || (found instanceof HTMLInputElement && found.type === 'text')) {
    found.setSelectionRange(found.value.length, found.value.length);
  }
}

/** What is to be read first fills the window: it stays at its top, and the keys scroll it. */
function isBelow(field: HTMLElement | null | undefined, modal: HTMLElement | null): boolean {
  const body = modal?.querySelector('.modal-body');
  if (!field || !body?.contains(field) || field.matches('[autofocus]')) return false;
  return field.getBoundingClientRect().top >= body.getBoundingClientRect().bottom;
}

/** After a change: the focus stays where it is, unless it is in no field or went away with what held it. */
export function keepFocus(form: HTMLFormElement | null): void {
  const at = document.activeElement;
  const isNowhere = at === null || at === document.body || at.matches('.modal, .modal-body');
  if (isNowhere) focusFirstField(form);
}

export function focusFirstError(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>(`.has-error ${FIELD}`)?.focus();
}

/** The Enter that is still held down from sending a command is not one for the form that it opened. */
export function ignoreHeldEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter' && event.repeat && !(event.target instanceof HTMLTextAreaElement)) event.preventDefault();
}
