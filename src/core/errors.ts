/**
 * Shown to the person as it is, in their words. `field` names the input (block id) it belongs to, so that a form can
 * show it next to where it was typed. Anything else that is thrown is logged with a reference the person also sees.
 */
export class UserError extends Error {
  readonly field: string | undefined;

  constructor(message: string, field?: string) {
    super(message);
    this.name = 'UserError';
    this.field = field;
  }
}

/** Somebody else has saved the same form since it was opened: it is shown again, as it was filled in. */
export class SavedMeanwhile extends UserError {}

/** For the impossible branch of a switch over a union: a new member becomes a type error. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
