import { readFileSync } from 'node:fs';
import { isRecord } from '../../../src/sandbox/rules/check.ts';
import { sharedData } from '../../support/shared-data.ts';

/**
 * The shapes of Slack's answers as its Java SDK recorded them: `{ok?,ts,count#,users:[string],profile:{…}}`, one method
 * after each `## name`. A bare name is text, `#` a number, `?` a boolean, `{…}` and `{}` anything. What was null
 * is not in them, and long ones are cut short.
 */
export type Shape =
  | { readonly kind: 'text' | 'number' | 'boolean' | 'anything' }
  | { readonly kind: 'list'; readonly of: Shape }
  | { readonly kind: 'object'; readonly fields: ReadonlyMap<string, Shape>; readonly isCut: boolean };

/** Method → shape of its answer; undefined where the recordings are not at hand. */
export function recordedShapes(): ReadonlyMap<string, Shape> | undefined {
  const path = sharedData('../field/slack-shapes.txt');
  if (!path) return undefined;
  const sections = readFileSync(path, 'utf8').split(/^## /m).slice(1);
  return new Map(
    sections.map((section) => {
      const [name = '', text = ''] = section.split('\n');
      return [name.trim(), new Reader(text.trim()).value()];
    }),
  );
}

/** Paths in `answer` that the shape does not know or has another type for; null fits everywhere. */
export function strangers(answer: unknown, shape: Shape, path = ''): string[] {
  if (answer === null || answer === undefined || shape.kind === 'anything') return [];
  if (shape.kind === 'list') return strangersInList(answer, shape, path);
  if (shape.kind === 'object') return strangersInObject(answer, shape, path);
  return typeof answer === TYPES[shape.kind] ? [] : [`${path} is no ${shape.kind}`];
}

const TYPES = { text: 'string', number: 'number', boolean: 'boolean' } as const;

function strangersInList(answer: unknown, shape: Extract<Shape, { kind: 'list' }>, path: string): string[] {
  if (!Array.isArray(answer)) return [`${path} is no list`];
  return [...new Set(answer.flatMap((item) => strangers(item, shape.of, `${path}[]`)))];
}

function strangersInObject(answer: unknown, shape: Extract<Shape, { kind: 'object' }>, path: string): string[] {
  if (!isRecord(answer)) return [`${path} is no object`];
  return Object.entries(answer).flatMap(([name, value]) => strangersIn(shape, name, value, path));
}

function strangersIn(shape: Extract<Shape, { kind: 'object' }>, name: string, value: unknown, path: string): string[] {
  if (value === null) return [];
  const known = shape.fields.get(name);
  const inner = path === '' ? name : `${path}.${name}`;
  if (known) return strangers(value, known, inner);
  return shape.isCut ? [] : [inner];
}

class Reader {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  value(): Shape {
    if (this.take('{…}') || this.take('[…]') || this.take('{}')) return { kind: 'anything' };
    if (this.take('{')) return this.object();
    if (this.take('[')) return this.list();
    this.name();
    return { kind: 'text' };
  }

  private object(): Shape {
    const fields = new Map<string, Shape>();
    while (!this.take('}')) {
      if (this.isOver()) return { kind: 'object', fields, isCut: true };
      const name = this.name();
      fields.set(name, this.field());
      if (!this.take(',') && this.text[this.at] !== '}') return { kind: 'object', fields, isCut: true };
    }
    return { kind: 'object', fields, isCut: false };
  }

  private field(): Shape {
    if (this.take('?')) return { kind: 'boolean' };
    if (this.take('#')) return { kind: 'number' };
    return this.take(':') ? this.value() : { kind: 'text' };
  }

  private list(): Shape {
    if (this.take(']')) return { kind: 'anything' };
    const of = this.value();
    this.take(']');
    return { kind: 'list', of };
  }

  private name(): string {
    const [name = ''] = /^[\w$-]*/.exec(this.text.slice(this.at)) ?? [];
    this.at += name.length;
    return name;
  }

  private take(mark: string): boolean {
    if (!this.text.startsWith(mark, this.at)) return false;
    this.at += mark.length;
    return true;
  }

  private isOver(): boolean {
    return this.at >= this.text.length;
  }
}
