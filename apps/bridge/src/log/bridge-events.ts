import { EventLog, eventTable } from '@sdmp/events';
import type { Logger } from '@sdmp/runtime';

/** What an operator must hear of a bridge, besides what its service, upstreams, sinks and journal report. */
export const bridgeEvents = eventTable({
  abandonLimitsNeared: {
    level: 'warn',
    counts: 'Times that a campaign came near its limit on abandoned calls.',
    line: 'Campaign {campaign} of {tenant} abandons {rate}% of its calls in 24 hours, near the limit of {limit}%: {outlook}',
  },
  abandonLimitsExceeded: {
    level: 'warn',
    counts: 'Times that a campaign exceeded its limit on abandoned calls.',
    line: 'Campaign {campaign} of {tenant} abandons {rate}% of its calls in 24 hours, above the limit of {limit}%: {outlook}',
  },
  incidentsDropped: {
    level: 'error',
    counts: 'Entries of the incident log that were dropped because too many waited to be written.',
    line: 'The incident log lost {entries entry/entries}: its file cannot be written to, and {limit waits/wait} at most',
  },
  incidentsInMemory: {
    level: 'error',
    counts: 'Times the file of the incident log could not be opened or made at the start; entries are kept in memory.',
    line: 'The incident log is kept in memory, for {file} cannot be used: {reason}',
  },
  incidentsRemoved: {
    level: 'info',
    counts: 'Entries of the incident log that were removed because there were more than the limit.',
    line: 'The incident log forgot its {entries oldest entry/oldest entries}: the limit is {limit}',
  },
  incidentFilesSetAside: {
    level: 'error',
    counts: 'Files of the incident log that could not be used and were set aside; a new one was begun.',
    line: 'The incident log begins anew, its file is kept as {file}: {reason}',
  },
  incidentWritesFailed: {
    level: 'error',
    counts: 'Times writing to the incident log began to fail; it is tried again each second.',
    line: 'The incident log cannot be written to, its entries wait in memory: {reason}',
  },
  journalWritesFailed: {
    level: 'error',
    counts: 'Times writing to the journal began to fail; it is tried again.',
    line: 'The journal cannot be written to; dialers keep their outcomes meanwhile',
  },
  pairsOutrun: {
    level: 'warn',
    counts:
      'Outcomes whose record of being there already was given up because the other upstream of the pair lags behind.',
    line: 'Pair {pair}: one upstream lags so far behind the other that outcomes may be recorded twice',
  },
  pairsUnread: {
    level: 'warn',
    counts: 'Recorded outcomes of a pair that could not be read at its start.',
    line: 'Pair {pair}: {positions recorded outcome/recorded outcomes} cannot be read; what comes again of that is recorded again',
  },
  reloadsRefused: {
    level: 'error',
    counts: 'Configurations that could not be taken over.',
    line: 'The configuration stays as it was: {reason}',
  },
  secretsExposed: {
    level: 'warn',
    counts: 'Times a file with passwords, tokens or keys was found that every user of the machine may read.',
    line: 'Everyone on this machine may read {file}: chmod 600 it',
  },
  serviceManagerUntold: {
    level: 'warn',
    counts: 'Times systemd could not be told how the bridge is.',
    line: 'systemd cannot be told how the bridge is, and may take it for hung; systemd-notify failed',
  },
  statisticsNotRead: {
    level: 'error',
    counts: 'Times the journal could not be read to count for the page.',
    line: 'The journal cannot be read to count; it is tried again',
  },
  statisticsNotKept: {
    level: 'warn',
    counts:
      'Times that what was counted for the page could not be kept, or be read; the next start counts the last day anew.',
    line: 'The statistics cannot be kept for the next start, which counts the last day anew',
  },
  statisticsGaps: {
    level: 'warn',
    counts: 'Recorded outcomes that could not be counted for the page.',
    line: 'The statistics lack {missing recorded outcome/recorded outcomes}: {reason}',
  },
  httpConnectionsHeld: {
    level: 'warn',
    counts: 'Times that an HTTP connection was not read on because many of its requests waited.',
    line: 'An HTTP connection from {address} is read more slowly: {limit of its requests waits for its turn/of its requests wait for their turn}',
  },
  httpRefusalsHeld: {
    level: 'warn',
    counts: 'Seconds, about, in which requests of an address waited because too many before them were refused.',
    line: 'HTTP requests from {address} wait, up to a second each: more than {limit a second was/a second were} refused',
  },
  httpConnectionsRefused: {
    level: 'warn',
    counts:
      'HTTP connections above a limit: an idle one was closed for a newcomer, or the newcomer answered about health alone.',
    line: 'An HTTP connection from {address} was closed or kept to health checks: the limit is {limit}',
  },
  httpRequestsUnreadable: {
    level: 'info',
    counts: 'HTTP requests that were none, or did not come to their end in time.',
    line: 'An HTTP request from {address} could not be read: {reason}',
  },
  httpRequestsRejected: {
    level: 'info',
    counts: 'HTTP requests answered by 4xx, or by 503 at a limit.',
    line: 'An HTTP request was answered by {status} {code}',
  },
  httpRequestsFailed: {
    level: 'error',
    counts: 'HTTP requests answered by 500.',
    line: 'A request over HTTP failed',
  },
  httpTokensRefused: {
    level: 'warn',
    counts: 'HTTP requests with a token that is not known.',
    line: 'A token that is not known was refused, sent from {address}',
  },
  placesOfAnotherHistory: {
    level: 'warn',
    counts: 'Readers of event streams that came with a place which is not in the history of the journal.',
    line: 'A reader of events came with a place of another history, before position {position}, and continues at {to}: the journal was restored, or the place was made up',
  },
  streamsBroken: {
    level: 'error',
    counts: 'Event streams that ended because of an error.',
    line: 'An event stream broke off; its reader can come back',
  },
  streamsStalled: {
    level: 'warn',
    counts: 'Event streams whose reader took nothing for so long that it was cut off.',
    line: 'An event stream was cut off: its reader took nothing for {limit} ms',
  },
});

/** What an operator must hear of an upstream, besides what its client reports. */
export const upstreamEvents = eventTable({
  refusals: {
    level: 'error',
    counts: 'Times the dialer rejected the subscription, or ended it; it is asked again.',
    line: 'Upstream {upstream} gives no outcomes, it is asked again in {retry} ms',
  },
  duplicatesDropped: {
    level: 'info',
    counts: 'Outcomes that came again after they had been recorded, and were dropped.',
    line: 'Upstream {upstream} sent {duplicates recorded outcome/recorded outcomes} again; dropped',
  },
  outcomesRefused: {
    level: 'warn',
    counts: 'Outcomes that cannot be recorded exactly as they were given, and were not recorded.',
    line: 'Upstream {upstream} sent an outcome that cannot be recorded as it is: {reason}',
  },
  timesReplaced: {
    level: 'warn',
    counts: 'Outcomes recorded with the time of arrival, because the time that they stated could not be.',
    line: 'Upstream {upstream} stated times that cannot be for {outcomes outcome/outcomes}, recorded with the time of arrival: compare the clocks',
  },
});

export type BridgeEventLog = EventLog<typeof bridgeEvents>;

/** The log of the bridge's own events. */
export function createBridgeEvents(logger: Logger): BridgeEventLog {
  return new EventLog(bridgeEvents, { logger });
}
