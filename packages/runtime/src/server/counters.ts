/** What a service has done since it started, for status and metrics; what an operator must hear of is in `serverEvents`. */
export interface ServiceCounters {
  sessionsOpened: number;
  requests: number;
  authenticationsSucceeded: number;
  outcomesDelivered: number;
  bytesDelivered: number;
  tokensCreated: number;
  gaps: number;
  /** Positions that retention removed before their subscriber had them. */
  outcomesLostToRetention: number;
  /** Positions that were damaged before their subscriber had them. */
  outcomesLostToDamage: number;
}

export function createCounters(): ServiceCounters {
  return {
    sessionsOpened: 0,
    requests: 0,
    authenticationsSucceeded: 0,
    outcomesDelivered: 0,
    bytesDelivered: 0,
    tokensCreated: 0,
    gaps: 0,
    outcomesLostToRetention: 0,
    outcomesLostToDamage: 0,
  };
}
