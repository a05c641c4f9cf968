import { decode, format } from '@sdmp/codec';
import { outcomeClass, type OutcomeRecord, outcomeRecord } from '@sdmp/outcomes';
import { formatRevision, outcomeData, revisionCode } from '@sdmp/protocol';
import type { ReportValues } from '../report/report-fields.ts';
import { updatableFields } from './choices.ts';
import type { MadeOutcome } from './finished-calls.ts';
import { codes } from './outcome-codes.ts';

type Values = Map<string, string>;

/** The values of an outcome by their codes, in their order. None is repeated: the outcome was made here. */
function valuesOf(body: string): Values {
  const { fields } = decode(outcomeData.code + body);
  const values: Values = new Map();
  for (let at = 0; at < fields.length; at += 2) values.set(fields[at] ?? '', fields[at + 1] ?? '');
  return values;
}

/** Data goes last: they would take what is behind them as their own (OZ-6). */
function recordOf(values: Values, time: number): OutcomeRecord {
  const data = values.get(codes.data);
  values.delete(codes.data);
  if (data !== undefined) values.set(codes.data, data);
  const parts = { service: null, interface: null, code: outcomeData.code, fields: [...values].flat() };
  return outcomeRecord(decode(format(parts)), { time });
}

/** Returns the outcome with what an update says in the place of what it said. */
export function updatedOutcome(body: string, update: ReportValues, time: number): OutcomeRecord {
  const values = valuesOf(body);
  for (const name of updatableFields) {
    const value = update[name];
    if (value !== undefined) values.set(codes[name], value);
  }
  return recordOf(values, time);
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined || !/^\d{1,9}$/.test(text) ? undefined : Number(text);
}

/** Returns the outcome as a correction of the one before it, which it names with what that said. */
export function asCorrection({ body, time }: OutcomeRecord, before: MadeOutcome): OutcomeRecord {
  const old = valuesOf(before.body);
  const values = valuesOf(body);
  const corrected = formatRevision({
    revision: before.revision + 1,
    time: before.time,
    success: (before.classes & outcomeClass.success) !== 0,
    reason: numberOf(old.get(codes.reason)),
    agentOutcome: numberOf(old.get(codes.agentOutcome)),
    agent: old.get(codes.agentIdentifier),
  });
  // In front, where one who counts meets it before the values that are counted.
  return recordOf(new Map([[revisionCode, corrected], ...values]), time);
}
