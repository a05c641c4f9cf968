import { decode, format } from '@sdmp/codec';
import { outcomeClass, type OutcomeRecord, outcomeRecord } from '@sdmp/outcomes';
import { formatRevision, outcomeData, parseRevision, revisionCode } from '@sdmp/protocol';
import type { ReportValues } from '../report/report-fields.ts';
import { updatableFields } from './choices.ts';
import type { MadeOutcome } from './finished-calls.ts';
import { codes } from './outcome-codes.ts';

/** The values of an outcome with their codes, in their order, repeats included. */
type Values = readonly (readonly [code: string, value: string])[];

function valuesOf(body: string): Values {
  const { fields } = decode(outcomeData.code + body);
  return Array.from({ length: fields.length / 2 }, (_, at) => [fields[2 * at] ?? '', fields[2 * at + 1] ?? '']);
}

function first(values: Values, code: string): string | undefined {
  return values.find(([each]) => each === code)?.[1];
}

function without(values: Values, code: string): Values {
  return values.filter(([each]) => each !== code);
}

/** The values with this one in the place of the first of its code, and none behind it. */
function withValue(values: Values, code: string, value: string): Values {
  const at = values.findIndex(([each]) => each === code);
  if (at < 0) return [...values, [code, value]];
  return [...values.slice(0, at), [code, value], ...without(values.slice(at + 1), code)];
}

/** Data goes last: they would take what is behind them as their own (OZ-6). */
function recordOf(values: Values, time: number): OutcomeRecord {
  const ordered = [...without(values, codes.data), ...values.filter(([code]) => code === codes.data)];
  const parts = { service: null, interface: null, code: outcomeData.code, fields: ordered.flat() };
  return outcomeRecord(decode(format(parts)), { time });
}

/** Returns the outcome with what an update says in the place of what it said. */
export function updatedOutcome(body: string, update: ReportValues, time: number): OutcomeRecord {
  let values = valuesOf(body);
  for (const name of updatableFields) {
    const value = update[name];
    if (value !== undefined) values = withValue(values, codes[name], value);
  }
  return recordOf(values, time);
}

/** An outcome as a journal holds it. */
export type HeldOutcome = Pick<OutcomeRecord, 'body' | 'classes' | 'time'> & Pick<MadeOutcome, 'source'>;

/** Returns what a journal holds as an outcome that can be corrected; a correction is the newest of its call. */
export function madeOutcomeOf({ body, classes, time, source }: HeldOutcome): MadeOutcome {
  const values = valuesOf(body);
  const revised = parseRevision(first(values, revisionCode) ?? '');
  return {
    body: recordOf(without(values, revisionCode), time).body,
    classes,
    time: revised?.time ?? time,
    revision: revised?.revision ?? 1,
    ...(source === undefined ? {} : { source }),
  };
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined || !/^\d{1,9}$/.test(text) ? undefined : Number(text);
}

/** Returns the outcome as a correction of the one before it, which it names with what that said. */
export function asCorrection({ body, time }: OutcomeRecord, before: MadeOutcome): OutcomeRecord {
  const old = valuesOf(before.body);
  const corrected = formatRevision({
    revision: before.revision + 1,
    time: before.time,
    success: (before.classes & outcomeClass.success) !== 0,
    reason: numberOf(first(old, codes.reason)),
    agentOutcome: numberOf(first(old, codes.agentOutcome)),
    agent: first(old, codes.agentIdentifier),
  });
  // In front, where one who counts meets it before the values that are counted.
  return recordOf([[revisionCode, corrected], ...valuesOf(body)], time);
}
