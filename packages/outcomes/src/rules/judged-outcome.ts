import { codeOf, transactionComplete } from '@sdmp/protocol';
import type { Outcome } from '../model/outcome.ts';

/** What rules look at of an outcome. */
export interface JudgedOutcome {
  /** RE; undefined when absent. */
  readonly reason: number | undefined;
  /** AO; undefined when absent. */
  readonly agentOutcome: number | undefined;
  /** Whether it was recorded as a success. */
  readonly success: boolean;
  /** Amount that the agent reported (CO); undefined when absent or no number. */
  readonly conversion: number | undefined;
}

const conversionCode = codeOf(transactionComplete, 'conversion');

/** Returns an amount such as `20.99`, with or without a sign; undefined for anything else. */
export function amountOf(text: string | undefined): number | undefined {
  return text !== undefined && /^[+-]?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** Returns the amount that an agent reported with an outcome (CO). */
export function conversionOf({ message }: Pick<Outcome, 'message'>): number | undefined {
  return amountOf(message.get(conversionCode));
}

/** Reads what rules look at. */
export function judgedOutcome(outcome: Outcome): JudgedOutcome {
  const { reason, agentOutcome, success } = outcome;
  return { reason, agentOutcome, success, conversion: conversionOf(outcome) };
}
