import { outcomeData, type ValueKind } from '@sdmp/protocol';
import { type DerivedColumn, derivedColumns } from '../columns/derived-columns.ts';
import { outcomeCodes } from '../model/outcome-fields.ts';
import { isIsoTime } from './iso-time.ts';
import { classificationKey, outcomeKeys } from './outcome-keys.ts';

/** What a member of a JSON outcome must be: a test, and the words for it. */
interface Shape {
  readonly isMet: (value: unknown) => boolean;
  readonly words: string;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPair(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every((text) => typeof text === 'string');
}

const text: Shape = { isMet: (value) => typeof value === 'string', words: 'must be text' };
const flag: Shape = { isMet: (value) => typeof value === 'boolean', words: 'must be true or false' };
const number: Shape = { isMet: Number.isSafeInteger, words: 'must be a whole number, without quotation marks' };
const data: Shape = {
  isMet: (value) => typeof value === 'string' || isObject(value),
  words: 'must be text or a JSON object',
};
const time: Shape = {
  isMet: (value) => typeof value === 'string' && isIsoTime(value),
  words: 'must be a time with its zone, such as 2026-11-22T09:00:00Z',
};
const others: Shape = {
  isMet: (value) => Array.isArray(value) && value.every(isPair),
  words: 'must be a list of [code, value], both of them text',
};

const shapeOfKind: Partial<Record<ValueKind, Shape>> = { flag, integer: number, data };
const shapeOfDerived: Record<DerivedColumn['kind'], Shape> = { text, integer: number, boolean: flag, time: text };

const shapes: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['id', text],
  ['time', time],
  ['other', others],
  [classificationKey, { isMet: isObject, words: 'must be a JSON object' }],
  ...derivedColumns.map(({ name, kind }: DerivedColumn) => [name, shapeOfDerived[kind]] as const),
  ...outcomeData.parameters
    .filter(({ code }) => code !== outcomeCodes.transactionIdentifier)
    .map(({ name, kind }) => [name, shapeOfKind[kind] ?? text] as const),
]);

/** Of a key that nobody knows, an error repeats this many characters at most. */
const quotedKeyLength = 40;

/**
 * Returns what is wrong with the members of a JSON outcome, in words that repeat no value; empty when nothing is. It takes what
 * `outcomeSchema` takes, and spares a program that reads JSON outcomes the start of zod.
 */
export function outcomeFaults(outcome: object): readonly string[] {
  const faults: string[] = [];
  const unknown: string[] = [];
  for (const [key, value] of Object.entries(outcome)) {
    const shape = shapes.get(key);
    if (shape === undefined) unknown.push(`'${key.slice(0, quotedKeyLength).toWellFormed()}'`);
    else if (value !== undefined && !shape.isMet(value)) faults.push(`${key}: ${shape.words}`);
  }
  if (unknown.length > 0) faults.push(`unknown key ${unknown.join(', ')}: keys are ${outcomeKeys.join(', ')}`);
  return faults;
}
