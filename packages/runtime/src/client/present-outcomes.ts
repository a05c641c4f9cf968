import { type Outcome, outcomeFromMessage, type SuccessRule } from '@sdmp/outcomes';
import { ReceivedMessage } from './received-message.ts';
import type { Present } from './subscription.ts';

/** Makes outcomes of OZ. */
export function presentOutcomes(isSuccess: SuccessRule | undefined): Present<Outcome> {
  return ({ frames, receivedAt }, outcomes) => {
    const origin = isSuccess === undefined ? { now: receivedAt } : { now: receivedAt, isSuccess };
    for (const frame of frames) outcomes.push(outcomeFromMessage(new ReceivedMessage(frame), origin));
  };
}
