import type { PostgresType } from 'postgres';

interface ArrayType extends PostgresType {
  readonly parse: (literal: string) => unknown[];
}

const asText = (text: string): string => text;

/** Number of each array type in every PostgreSQL, and how one element is read. */
const ELEMENTS: readonly (readonly [array: number, read: (text: string) => unknown])[] = [
  [1000, (text) => text === 't'], // boolean
  [1005, Number], // smallint
  [1007, Number], // integer
  [1009, asText], // text
  [1015, asText], // varchar
  [1016, asText], // bigint
  [1022, Number], // double precision
  [1185, asText], // timestamptz
  [2951, asText], // uuid
];

const PART = /"((?:[^"\\]|\\.)*)"|([^,{}]+)/gs;

/**
 * Arrays of one dimension, in and out. (postgres.js can ask the server for these at each connect, and then rejects a
 * promise that nobody holds when the connection is lost at that moment, which ends the process.)
 */
export const ARRAY_TYPES: Record<string, ArrayType> = Object.fromEntries(
  ELEMENTS.map(([oid, read]) => [
    `array_${oid}`,
    { to: oid, from: [oid], serialize: writeArray, parse: (literal: string) => readArray(literal, read) },
  ]),
);

function writeArray(values: unknown): unknown {
  return Array.isArray(values) ? `{${values.map(writeElement).join(',')}}` : values;
}

function writeElement(value: unknown): string {
  if (value === null) return 'NULL';
  const text = value instanceof Date ? value.toISOString() : `${value as string | number | boolean}`;
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function readArray(literal: string, read: (text: string) => unknown): unknown[] {
  return [...literal.matchAll(PART)].map(([, quoted, bare]) => {
    if (quoted !== undefined) return read(quoted.replaceAll(/\\(.)/gs, '$1'));
    return bare === undefined || bare === 'NULL' ? null : read(bare);
  });
}
