import type { ParameterDefinition } from '@sdmp/protocol';
import { type DataValue, dataValue } from './data-value.ts';
import { type DerivedColumn, derivedColumns, derivedValue, type DerivedValues } from '../columns/derived-columns.ts';
import type { OutcomeValues } from '../model/outcome-values.ts';
import {
  type CodeAndValue,
  isOfDelivery,
  type OutcomeFields,
  type OutcomeParameterName,
  outcomeParameters,
} from '../model/outcome-fields.ts';
import { wireNumber } from '../model/wire-number.ts';

/** An outcome as JSON: long catalogue names, absent when absent on the wire. */
export interface OutcomeJson extends Omit<OutcomeFields, 'data' | 'dontDial'>, DerivedValues {
  /** Absent while the outcome has no place in a journal. */
  readonly id?: string;
  /** ISO 8601, UTC, milliseconds. */
  readonly time: string;
  /** An object when DT is the JSON text of one that JavaScript can hold (`dataValue`); '' when DT is there and empty. */
  readonly data?: DataValue;
  /** What has no long name, repeats, and numbers that are none, in wire order; absent when there is nothing of the kind. */
  readonly other?: readonly CodeAndValue[];
}

/** The catalogue's name of line-of-business data. */
export const dataName = 'data' satisfies OutcomeParameterName;

type FieldReader = (value: string) => unknown;

const asText: FieldReader = (value) => value;

const readers: Partial<Record<ParameterDefinition['kind'], FieldReader>> = {
  integer: wireNumber,
};

/** Walks over the fields of a message: those with a long name, first of their code, and all others. Data come as text. */
export function eachField(
  fields: readonly string[],
  named: (name: string, value: unknown) => void,
  other: (code: string, value: string) => void,
): void {
  let seen = 0;
  for (let at = 0; at < fields.length; at += 2) {
    const code = fields[at] ?? '';
    const value = fields[at + 1] ?? '';
    // An empty segment means nothing.
    if (isOfDelivery(code) || code === '') continue;
    const parameter = outcomeParameters.get(code);
    if (parameter === undefined || (seen & parameter.bit) !== 0) {
      other(code, value);
      continue;
    }
    seen |= parameter.bit;
    const { name, kind } = parameter.definition;
    const read = (readers[kind] ?? asText)(value);
    if (read !== undefined) named(name, read);
    else if (value !== '') other(code, value);
  }
}

function nothing(): void {}

/** Everything of the message that no long name shows, in wire order (OZ-6). */
export function otherFields(fields: readonly string[]): CodeAndValue[] {
  const others: CodeAndValue[] = [];
  eachField(fields, nothing, (code, value) => others.push([code, value]));
  return others;
}

/** What follows from the parameters, in order. */
const tail: readonly DerivedColumn[] = derivedColumns;

/** Returns the outcome as JSON, its fields in wire order. */
export function outcomeJson(outcome: OutcomeValues): OutcomeJson {
  const { id } = outcome;
  const named: Record<string, unknown> = {};
  const other: CodeAndValue[] = [];
  eachField(
    outcome.message.fields,
    (name, value) => {
      named[name] = name === dataName && typeof value === 'string' ? dataValue(value) : value;
    },
    (code, value) => other.push([code, value]),
  );
  for (const column of tail) {
    const value = derivedValue(column, outcome);
    if (value !== undefined) named[column.name] = value;
  }
  return {
    ...(id === undefined ? {} : { id }),
    time: new Date(outcome.time).toISOString(),
    ...(named as DerivedValues),
    ...(other.length > 0 ? { other } : {}),
  };
}
