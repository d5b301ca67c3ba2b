/** Where the caret is when a modal opens or comes back with errors. */

const FIELD = 'input, textarea, select';

/** The field that asks for it, else the first one; a text's caret goes to its end. */
export function focusFirstField(form: HTMLFormElement | null): void {
  const wanted = form?.querySelector<HTMLElement>(`[autofocus]`);
  const first = form?.querySelector<HTMLElement>(`.modal-body :is(${FIELD}):not([disabled])`);
  const field = wanted ?? first ?? form?.querySelector<HTMLElement>('.modal-footer button:last-child');
  field?.focus();
  if (field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type === 'text')) {
    field.setSelectionRange(field.value.length, field.value.length);
  }
}

export function focusFirstError(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>(`.has-error :is(${FIELD})`)?.focus();
}
