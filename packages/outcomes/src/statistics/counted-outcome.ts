import { parseRevision, revisionCode } from '@sdmp/protocol';
import { outcomeClass } from '../model/outcome-class.ts';
import { outcomeCodes } from '../model/outcome-fields.ts';
import { outcomeMessageFromRecord } from '../record/recorded-outcome.ts';
import type { OutcomeRecord } from '../record/outcome-record.ts';
import { wireNumber } from '../model/wire-number.ts';
import type { CountedOutcome } from './outcome-counts.ts';

/** What is counted of a record; success is what was said when it was recorded. */
export function countedOutcome({
  time,
  classes,
  body,
}: Pick<OutcomeRecord, 'time' | 'classes' | 'body'>): CountedOutcome {
  const message = outcomeMessageFromRecord(body);
  const revision = message.get(revisionCode);
  const corrected = revision === undefined ? undefined : parseRevision(revision);
  return {
    time,
    success: (classes & outcomeClass.success) !== 0,
    reason: wireNumber(message.get(outcomeCodes.reason)),
    agent: message.get(outcomeCodes.agentIdentifier),
    ...(corrected === undefined ? {} : { corrected }),
  };
}
