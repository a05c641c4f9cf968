import { connectedReason } from '@sdmp/protocol';

/** Says from the switch's result (RE) and the agent's (AO) whether a call was a success; each is undefined when absent. */
export type SuccessRule = (reason: number | undefined, agentOutcome: number | undefined) => boolean;

/** Success is RE 10 (Connected), or any agent outcome; everything else is failure (OZ-4). */
export const defaultSuccessRule: SuccessRule = (reason, agentOutcome) =>
  reason === connectedReason || agentOutcome !== undefined;
