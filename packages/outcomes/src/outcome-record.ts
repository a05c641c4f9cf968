import type { Message } from '@sdmp/codec';
import { defaultTenant } from '@sdmp/protocol';
import { bodyOf } from './body-of.ts';
import { outcomeClass } from './outcome-class.ts';
import { outcomeCodes } from './outcome-fields.ts';
import { defaultSuccessRule, type SuccessRule } from './success-rule.ts';
import { wireNumber } from './wire-number.ts';

/** An outcome as a journal keeps it. */
export interface OutcomeRecord {
  /** When it was accepted, Unix milliseconds. */
  readonly time: number;
  /** TD; the default tenant where the message names none. */
  readonly tenant: string;
  /** CN; '' where the message names none. */
  readonly campaign: string;
  /** Bits of `outcomeClass`. */
  readonly classes: number;
  /** The OZ after its head, without TX: `\CNSales1\RE10…`. */
  readonly body: string;
}

export interface RecordOptions {
  /** Unix milliseconds. */
  readonly time: number;
  /** Default: RE 10 or AO present (OZ-4). */
  readonly isSuccess?: SuccessRule;
}

/** The record of an OZ. The message must be one; its values are not checked (`parseOutcomeLine` does that). */
export function outcomeRecord(message: Message, options: RecordOptions): OutcomeRecord {
  const { time, isSuccess = defaultSuccessRule } = options;
  const reason = wireNumber(message.get(outcomeCodes.reason));
  const agentOutcome = wireNumber(message.get(outcomeCodes.agentOutcome));
  return {
    time,
    tenant: message.get(outcomeCodes.tenantDescriptor) || defaultTenant,
    campaign: message.get(outcomeCodes.campaignName) ?? '',
    classes: isSuccess(reason, agentOutcome) ? outcomeClass.success : outcomeClass.failure,
    body: bodyOf(message),
  };
}
