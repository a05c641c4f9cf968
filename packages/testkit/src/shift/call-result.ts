import { agentOutcomeOf, connectedReason } from '@sdmp/protocol';
import {
  type CampaignProfile,
  defaultAbandonRate,
  defaultConnectRate,
  defaultDeclineRate,
} from './campaign-profile.ts';
import type { Random } from './random.ts';
import { type Weighted, weighted } from './weighted.ts';

/** The result of a call. */
export interface CallResult {
  readonly reason: number;
  readonly agentOutcome?: number;
  readonly hasAgent: boolean;
  /** Whether the agent declined the preview. */
  readonly isDeclined: boolean;
  /** Raw network cause, for calls that failed in the network. */
  readonly rawCause?: number;
}

const abandonedReason = 7;
const notMadeReason = 0;

/** How a call ends that no person answered: reason, and the network cause if there is one. */
export interface UnansweredResult {
  readonly reason: number;
  readonly rawCause?: number;
}

/** Reasons of calls that were neither connected to an agent nor abandoned, by how frequent they are. */
export const unanswered: readonly Weighted<UnansweredResult>[] = [
  [{ reason: 2, rawCause: 19 }, 440],
  [{ reason: 5 }, 330],
  [{ reason: 1, rawCause: 17 }, 75],
  [{ reason: 20, rawCause: 1 }, 35],
  [{ reason: 24, rawCause: 21 }, 35],
  [{ reason: 25, rawCause: 1 }, 20],
  [{ reason: 31, rawCause: 16 }, 20],
  [{ reason: 6, rawCause: 41 }, 12],
  [{ reason: 26, rawCause: 42 }, 10],
  [{ reason: 22, rawCause: 22 }, 6],
  [{ reason: 3 }, 5],
  [{ reason: 23, rawCause: 55 }, 4],
  [{ reason: 27 }, 4],
  [{ reason: 9 }, 2],
  [{ reason: 8 }, 2],
];

/** Agent dispositions: mostly default ones, some added by the installation. */
export const dispositions: readonly Weighted<number>[] = [
  [102, 300],
  [101, 180],
  [105, 130],
  [104, 90],
  [120, 80],
  [103, 50],
  [0, 50],
  [1, 40],
  [2, 15],
  [106, 20],
  [107, 10],
  [167, 35],
];

function classified(agentOutcome: number): CallResult {
  const reason = agentOutcomeOf(agentOutcome)?.reason ?? connectedReason;
  return { reason, agentOutcome, hasAgent: true, isDeclined: false };
}

/** Draws the results of a campaign's calls. */
export function callResults(campaign: CampaignProfile, random: Random): () => CallResult {
  const {
    connectRate = defaultConnectRate,
    abandonRate = defaultAbandonRate,
    declineRate = defaultDeclineRate,
  } = campaign;
  const connected = dispositions.map(([code]) => classified(code));
  const drawConnected = weighted(
    dispositions.map(([, weight], index) => [connected[index] ?? classified(0), weight] as const),
    random,
  );
  const drawUnanswered = weighted(
    unanswered.map(
      ([result, weight]): Weighted<CallResult> => [{ ...result, hasAgent: false, isDeclined: false }, weight],
    ),
    random,
  );
  const abandoned: CallResult = { reason: abandonedReason, hasAgent: false, isDeclined: false };
  const declined: CallResult = { reason: notMadeReason, hasAgent: true, isDeclined: true };
  const abandonedShare = (connectRate * abandonRate) / (1 - abandonRate);
  return () => {
    const share = random.next() / 2 ** 32;
    if (share < connectRate) return drawConnected();
    if (share < connectRate + abandonedShare) return abandoned;
    if (share < connectRate + abandonedShare + declineRate) return declined;
    return drawUnanswered();
  };
}
