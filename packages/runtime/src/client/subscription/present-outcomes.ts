import { Outcome, type SuccessRule } from '@sdmp/outcomes';
import { ReceivedOutcomes } from './received-outcomes.ts';
import type { Present } from './subscription.ts';

/** Makes outcomes of OZ. */
export function presentOutcomes(isSuccess: SuccessRule | undefined): Present<Outcome> {
  return ({ run, receivedAt }, outcomes) => {
    const source = new ReceivedOutcomes(run, receivedAt, isSuccess);
    const { count } = run;
    for (let at = 0; at < count; at++) outcomes.push(new Outcome(source, at));
  };
}
