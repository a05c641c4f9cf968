/** What a service has done since it started; plain numbers, for status and metrics. */
export class ServiceCounters {
  sessionsOpened = 0;
  sessionsRefused = 0;
  requests = 0;
  requestsRejected = 0;
  framesUnreadable = 0;
  outcomesDelivered = 0;
  bytesDelivered = 0;
  tokensCreated = 0;
  tokensForgotten = 0;
  takeovers = 0;
  gaps = 0;
  /** Positions that retention removed before their subscriber had them. */
  outcomesLostToRetention = 0;
  outcomesPruned = 0;
}
