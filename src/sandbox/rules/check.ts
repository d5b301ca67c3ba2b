import type { Range } from '../limits.ts';

/**
 * A small language for saying what Slack accepts. A check looks at a value and reports what is wrong with it, in
 * Slack's words and with the JSON pointer Slack would give.
 */
export interface Found {
  readonly message: string;
  readonly pointer: string;
}

export type Surface = 'message' | 'modal' | 'home';

export interface Look {
  readonly surface: Surface;
  readonly problems: Found[];
}

export type Check = (value: unknown, at: string, look: Look) => void;

interface Field {
  readonly check: Check;
  readonly required: boolean;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Length as Slack's limits count it here: code points. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}

export function report(look: Look, at: string, message: string): void {
  look.problems.push({ message, pointer: at });
}

export const required = (check: Check): Field => ({ check, required: true });
export const optional = (check: Check): Field => ({ check, required: false });

/** An object with these fields and no others; `type` is always allowed, since it chose this check. */
export function object(fields: Readonly<Record<string, Field>>, ...also: Check[]): Check {
  return (value, at, look) => {
    if (!isRecord(value)) return report(look, at, 'must be an object');
    for (const [name, field] of Object.entries(fields)) {
      const inner = value[name];
      if (inner !== undefined && inner !== null) field.check(inner, `${at}/${name}`, look);
      else if (field.required) report(look, at, `missing required field: ${name}`);
    }
    for (const name of Object.keys(value)) {
      if (name !== 'type' && !Object.hasOwn(fields, name)) report(look, at, `invalid additional property: ${name}`);
    }
    for (const check of also) check(value, at, look);
  };
}

export function list(item: Check, { min = 0, max = Infinity }: Range): Check {
  return (value, at, look) => {
    if (!Array.isArray(value)) return report(look, at, 'must be an array');
    if (value.length < min) report(look, at, `no fewer than ${min} items allowed`);
    if (value.length > max) report(look, at, `no more than ${max} items allowed`);
    for (const [index, inner] of value.entries()) item(inner, `${at}/${index}`, look);
  };
}

export function string({ min = 0, max = Infinity }: Range): Check {
  return (value, at, look) => {
    if (typeof value !== 'string') return report(look, at, 'must be a string');
    const length = lengthOf(value);
    if (length < min) report(look, at, `must be more than ${min - 1} characters`);
    if (length > max) report(look, at, `must be less than ${max + 1} characters`);
  };
}

/** Where Slack says "less than", not "at most". */
export function below({ max }: { readonly max: number }): Range {
  return { max: max - 1 };
}

export function oneOf(...allowed: readonly string[]): Check {
  return (value, at, look) => {
    if (typeof value !== 'string' || !allowed.includes(value))
      report(look, at, `must be one of: ${allowed.join(', ')}`);
  };
}

export function matching(pattern: RegExp, expectation: string): Check {
  return (value, at, look) => {
    if (typeof value !== 'string' || !pattern.test(value)) report(look, at, expectation);
  };
}

export const boolean: Check = (value, at, look) => {
  if (typeof value !== 'boolean') report(look, at, 'must be a boolean');
};

export function integer({ min = -Infinity, max = Infinity }: Range): Check {
  return (value, at, look) => {
    const isFine = Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
    if (!isFine) report(look, at, `must be an integer between ${min} and ${max}`);
  };
}

export const number: Check = (value, at, look) => {
  if (typeof value !== 'number') report(look, at, 'must be a number');
};

/** Chooses the check by the object's `type`. */
export function byType(checks: Readonly<Record<string, Check>>): Check {
  return (value, at, look) => {
    if (!isRecord(value)) return report(look, at, 'must be an object');
    const type = value['type'];
    if (typeof type !== 'string') return report(look, at, 'missing required field: type');
    const check = Object.hasOwn(checks, type) ? checks[type] : undefined;
    if (check) check(value, at, look);
    else report(look, at, `unsupported type: ${type}`);
  };
}

/** Only on these surfaces; elsewhere Slack calls the type unsupported. */
export function onlyOn(surfaces: readonly Surface[], check: Check): Check {
  return (value, at, look) => {
    if (surfaces.includes(look.surface)) check(value, at, look);
    else report(look, at, `unsupported type: ${isRecord(value) ? String(value['type']) : 'unknown'}`);
  };
}

/** Exactly one of these fields. */
export function exactlyOne(...names: readonly string[]): Check {
  return (value, at, look) => {
    if (givenOf(value, names).length !== 1) report(look, at, `must define only one of: ${names.join(', ')}`);
  };
}

/** At least one of these fields. */
export function atLeastOne(...names: readonly string[]): Check {
  return (value, at, look) => {
    if (givenOf(value, names).length === 0)
      report(look, at, `must define either ${names.map((name) => `\`${name}\``).join(' or ')}`);
  };
}

function givenOf(value: unknown, names: readonly string[]): readonly string[] {
  return isRecord(value) ? names.filter((name) => value[name] !== undefined && value[name] !== null) : [];
}

/** Where both are given, the first number is not above the second; numbers may come as text. */
export function inOrder(least: string, most: string): Check {
  return (value, at, look) => {
    if (givenOf(value, [least, most]).length < 2 || !isRecord(value)) return;
    if (Number(value[least]) > Number(value[most]))
      report(look, `${at}/${least}`, `must not be greater than \`${most}\``);
  };
}

export const anything: Check = () => undefined;
