import { Outcome, type OutcomeOrigin, type SuccessRule } from '@sdmp/outcomes';
import { ReceivedMessage } from './received-message.ts';
import type { Present } from './subscription.ts';

/** Makes outcomes of OZ. */
export function presentOutcomes(isSuccess: SuccessRule | undefined): Present<Outcome> {
  return ({ run, receivedAt }, outcomes) => {
    const origin: OutcomeOrigin = { time: receivedAt, isSuccess };
    const { count } = run;
    for (let at = 0; at < count; at++) outcomes.push(new Outcome(new ReceivedMessage(run, at), origin));
  };
}
