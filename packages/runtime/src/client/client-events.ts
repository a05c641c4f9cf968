import { type EventLog, eventTable } from '@sdmp/events';
import { tlsFileEvents } from '../tls/tls-file-events.ts';

/** What an operator must hear of a client. */
export const clientEvents = eventTable({
  disconnects: {
    level: 'warn',
    counts: 'Connections, and attempts to connect, that failed.',
    line: 'The connection to {address} failed: {reason}; failure {failures} in a row, tried again in {retry} ms',
  },
  connectionsInsecure: {
    level: 'warn',
    counts: 'Connections by TLS that took any certificate.',
    line: 'The certificate of {address} is not checked: anyone in between can read and change everything',
  },
  ...tlsFileEvents,
  requestsPostponed: {
    level: 'warn',
    counts: 'Times a request was rejected for a reason that passes, and made again.',
    line: 'The service cannot take the request of {transaction} yet; it is made again in {retry} ms',
  },
  outcomesUnclaimed: {
    level: 'warn',
    counts: 'Outcomes dropped because no subscription has their transaction.',
    line: 'An outcome of transaction {transaction} was dropped: this client has no such subscription',
  },
  messagesUnexpected: {
    level: 'warn',
    counts: 'Messages dropped because nobody waits for them.',
    line: 'A message {code} was dropped: nobody waits for it',
  },
  framesUnreadable: {
    level: 'warn',
    counts: 'Frames dropped because they are no message.',
    line: 'A frame of {characters character/characters} that is no message was dropped; data that hold a line end arrive cut like this',
  },
  framesSkipped: {
    level: 'warn',
    counts: 'Frames skipped because they were too large.',
    line: 'A frame above the limit of {limit} bytes was skipped',
  },
  rejectionsUnclaimed: {
    level: 'warn',
    counts: 'Rejections that belong to no request.',
    line: 'The service rejected a message that nobody waits for: EC {code}',
  },
  outcomesRepeated: {
    level: 'info',
    counts: 'Outcomes dropped because they had been received before a reconnect.',
    line: '{outcomes outcome/outcomes} of transaction {transaction} came again after a reconnect; dropped',
  },
  closesCut: {
    level: 'warn',
    counts: 'Times a client or a subscription was closed before everything received was acknowledged.',
    line: 'Closing took longer than {limit} ms: what is not acknowledged by then comes again',
  },
});

export type ClientEventLog = EventLog<typeof clientEvents>;
