/** What a service has done since it started, for status and metrics. */
export interface ServiceCounters {
  sessionsOpened: number;
  sessionsRefused: number;
  requests: number;
  requestsRejected: number;
  framesUnreadable: number;
  authenticationsSucceeded: number;
  /** Refused for their user, password or form. */
  authenticationsFailed: number;
  /** Made to wait because of earlier failures. */
  authenticationsSlowedDown: number;
  /** Not checked, to be tried again: too many at once, or users could not be looked up. */
  authenticationsPutOff: number;
  /** Sockets closed because they did not authenticate in time. */
  sessionsNotAuthenticated: number;
  outcomesDelivered: number;
  bytesDelivered: number;
  tokensCreated: number;
  tokensForgotten: number;
  takeovers: number;
  gaps: number;
  /** Positions that retention removed before their subscriber had them. */
  outcomesLostToRetention: number;
  outcomesPruned: number;
  /** Outcomes delivered with their data as recorded, to sockets that asked for another framing of them (TR-6). */
  dataNotConvertible: number;
}

export function createCounters(): ServiceCounters {
  return {
    sessionsOpened: 0,
    sessionsRefused: 0,
    requests: 0,
    requestsRejected: 0,
    framesUnreadable: 0,
    authenticationsSucceeded: 0,
    authenticationsFailed: 0,
    authenticationsSlowedDown: 0,
    authenticationsPutOff: 0,
    sessionsNotAuthenticated: 0,
    outcomesDelivered: 0,
    bytesDelivered: 0,
    tokensCreated: 0,
    tokensForgotten: 0,
    takeovers: 0,
    gaps: 0,
    outcomesLostToRetention: 0,
    outcomesPruned: 0,
    dataNotConvertible: 0,
  };
}
