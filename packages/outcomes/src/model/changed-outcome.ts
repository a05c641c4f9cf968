import { decode, format } from '@sdmp/codec';
import { outcomeData } from '@sdmp/protocol';
import { Outcome } from './outcome.ts';
import type { SuccessRule } from './outcome-class.ts';
import { outcomeCodes } from './outcome-fields.ts';

/** What is changed of an outcome on its way to others. */
export interface OutcomeChange {
  /** Data in place of those recorded; what is undefined leaves DT out. Absent: they stay. */
  readonly data?: { readonly text: string | undefined };
  /** Rule of success in place of the one it was made with. */
  readonly isSuccess?: SuccessRule;
}

/** Returns an outcome with other data or another success. Of several DT one is left, so that none of the others goes out beside it. */
export function changedOutcome(outcome: Outcome, { data, isSuccess }: OutcomeChange): Outcome {
  const { id, time, message } = outcome;
  const origin = { id, time, isSuccess: isSuccess ?? (() => outcome.success) };
  if (data === undefined) return new Outcome(message, origin);
  const fields: string[] = [];
  for (const [code, value] of message.entries()) if (code !== outcomeCodes.data) fields.push(code, value);
  // Last, because it would take an unknown parameter behind it as its own.
  if (data.text !== undefined) fields.push(outcomeCodes.data, data.text);
  return new Outcome(decode(format({ service: null, interface: null, code: outcomeData.code, fields })), origin);
}
