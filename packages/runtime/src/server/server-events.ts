import { type EventLog, eventTable } from '@sdmp/events';
import { tlsListenerEvents } from './tls/tls-listener-events.ts';

/** What an operator must hear of a service. */
export const serverEvents = eventTable({
  clockSteps: {
    level: 'warn',
    counts: 'Times that the wall clock was set, or the machine slept.',
    line: 'The clock was set by {seconds} s, or the machine slept: check its time',
  },
  retentionWaits: {
    level: 'warn',
    counts: 'Times that retention by age stopped going by the wall clock.',
    line: 'The clock is {seconds} s from where the journal expects it: retention by age does not go by it for {minutes minute/minutes}, or until it is right',
  },
  retentionResumes: {
    level: 'info',
    counts: 'Times that retention by age went by the wall clock again.',
    line: 'The clock is believed: retention by age goes by it again',
  },
  tokenTimesReplaced: {
    level: 'warn',
    counts: 'Parked tokens that were last in use at a time that cannot be; they count as used now.',
    line: '{tokens persist token was/persist tokens were} last in use at a time that cannot be; such a token counts as used now',
  },
  tokenTimesNotSaved: {
    level: 'error',
    counts: 'Parked tokens whose time could not be put right in the journal; tried again after the next start.',
    line: 'The times of persist tokens could not be put right in the journal',
  },
  sessionsRefused: {
    level: 'warn',
    counts: 'Sockets above the limit.',
    line: 'A socket from {address} was refused: {open is/are} open, the limit is {limit}',
  },
  addressSessionsRefused: {
    level: 'warn',
    counts: 'Sockets above the limit of their address.',
    line: 'A socket from {address} was refused: {open of that address is/of that address are} open, the limit is {limit}',
  },
  sessionsDisplaced: {
    level: 'warn',
    counts: 'Sockets closed to make room for a newcomer.',
    line: 'The socket from {address} is closed to make room: it asked for nothing that is right, and {open of that address is/of that address are} open',
  },
  sessionsIdle: {
    level: 'info',
    counts: 'Sockets closed because they asked for nothing and said nothing.',
    line: 'The socket from {address} is closed: it asked for nothing within {limit} ms',
  },
  framesUnfinished: {
    level: 'warn',
    counts: 'Sockets closed because they did not finish a frame.',
    line: 'The socket from {address} is closed: it did not finish a frame within {limit} ms',
  },
  sessionsStalled: {
    level: 'warn',
    counts: 'Sockets cut because they did not read.',
    line: 'The socket from {address} is cut: it took nothing of what was written to it within {limit} ms',
  },
  requestsCrowded: {
    level: 'warn',
    counts:
      'Seconds, about, in which requests waited because all sockets together asked for more than their part of the time.',
    line: 'All sockets together ask for more than {percent} percent of the time: requests wait, deliveries do not',
  },
  messagesHeld: {
    level: 'warn',
    counts: 'Seconds, about, in which a socket was not read because it sent more than its messages a second.',
    line: 'The socket from {address} is read more slowly: it sends more than {limit message/messages} a second',
  },
  rejectionsHeld: {
    level: 'warn',
    counts: 'Seconds, about, in which a socket was not read because too many of its messages were answered by an ER.',
    line: 'The socket from {address} is read more slowly: more than {limit of its messages a second is/of its messages a second are} answered by an ER',
  },
  addressRejectionsHeld: {
    level: 'warn',
    counts:
      'Seconds, about, in which a socket that errs was not read because too many messages of its address were answered by an ER.',
    line: 'The socket from {address} is read more slowly: more than {limit message/messages} a second of its address are answered by an ER',
  },
  sessionsOverfull: {
    level: 'warn',
    counts: 'Sockets cut because they asked for more answers than they took.',
    line: 'The socket from {address} is cut: {waiting byte of answers waits/bytes of answers wait} to be taken, the limit is {limit}',
  },
  descriptorsExhausted: {
    level: 'error',
    counts: 'Checks that found no file descriptor left: newcomers were turned away meanwhile.',
    line: 'No file descriptor is left ({reason}), newcomers are turned away: raise the limit of open files, or lower maxSessions',
  },
  acceptFailures: {
    level: 'error',
    counts: 'Errors of a listener that was open.',
    line: 'The listener on {address} failed',
  },
  sessionsBroken: {
    level: 'info',
    counts: 'Sockets that broke instead of being closed.',
    line: 'The socket from {address} broke: {reason}',
  },
  sessionsCut: {
    level: 'info',
    counts: 'Sockets that were cut because their peer did not take what was written within the grace of a close.',
    line: 'The socket from {address} was cut: it did not take what was written within {grace} ms',
  },
  tlsOnPlainPort: {
    level: 'warn',
    counts: 'Sockets closed because they spoke TLS where there is none.',
    line: 'The socket from {address} is closed: it speaks TLS, and this port does not',
  },
  ...tlsListenerEvents,
  framesUnreadable: {
    level: 'warn',
    counts: 'Frames that were no message, or too large.',
    line: 'A frame from {address} was skipped and answered by an ER: {reason}',
  },
  sessionsUnreadable: {
    level: 'warn',
    counts: 'Sockets closed because nothing they sent was readable.',
    line: 'The socket from {address} is closed: {frames frame in a row was no message/frames in a row were no messages}',
  },
  requestsRejected: {
    level: 'info',
    counts: 'Requests answered by an ER.',
    line: 'A request from {address} was rejected: EC {code}, {reason}',
  },
  authenticationsFailed: {
    level: 'warn',
    counts: 'Authentications refused for their user, password or form.',
    line: 'An authentication as {who} from {address} failed',
  },
  authenticationsSlowedDown: {
    level: 'info',
    counts: 'Authentications that waited because of earlier failures.',
    line: 'An authentication from {address} waits {wait} ms because of earlier failures',
  },
  authenticationsPutOff: {
    level: 'error',
    counts: 'Authentications that were not checked: too many at once, or users could not be looked up.',
    line: 'An authentication from {address} was not checked, and is to be tried again: {reason}',
  },
  sessionsNotAuthenticated: {
    level: 'info',
    counts: 'Sockets closed because they did not authenticate in time.',
    line: 'The socket from {address} is closed: it did not authenticate within {limit} ms',
  },
  usersChanged: {
    level: 'info',
    counts: 'Sockets closed because their user was removed, or has another password or other privileges.',
    line: 'The socket from {address} is closed: {change}',
  },
  usersNotChecked: {
    level: 'warn',
    counts: 'Times the users of open sockets could not be looked up; the sockets stay.',
    line: 'The users of open sockets could not be looked up; the sockets stay, and it is tried again',
  },
  usersNotRead: {
    level: 'warn',
    counts: 'Times a changed list of users could not be taken over.',
    line: 'The users of {place} stay as they were',
  },
  deliveriesHeld: {
    level: 'warn',
    counts: 'Times delivery to a socket waited because it left too much unacknowledged.',
    line: 'Delivery to {address} waits: {unacknowledged outcome is/outcomes are} not acknowledged, the limit is {limit}',
  },
  deliveryReadsFailed: {
    level: 'error',
    counts: 'Times the journal could not be read for a subscriber; it is tried again.',
    line: 'The journal cannot be read for transaction {transaction}; delivery is tried again in {retry} ms',
  },
  slowRollforwards: {
    level: 'warn',
    counts: 'Reports of a subscriber that will never be live at its rate.',
    line: 'Transaction {transaction} rolls forward at {rate} a second while {arriving} arrive: {backlog} behind, time to live: never',
  },
  charactersReplaced: {
    level: 'warn',
    counts: 'Outcomes delivered with ? for characters that the encoding of the subscriber does not have.',
    line: 'An outcome is delivered to {address} with ? for characters that {encoding} does not have',
  },
  dataNotConvertible: {
    level: 'info',
    counts: 'Outcomes delivered with their data as recorded, to subscribers who asked for another framing of it.',
    line: 'An outcome is delivered with its data as recorded: it cannot be put into the framing {framing}',
  },
  takeovers: {
    level: 'info',
    counts: 'Tokens taken over by another socket.',
    line: 'Persist token {token} is taken over by the socket from {address}',
  },
  tokensRefused: {
    level: 'warn',
    counts: 'Requests rejected because there are too many persist tokens.',
    line: 'A persist token was refused to {address}: its {who} has as many as the limit, {limit}',
  },
  tokensForgotten: {
    level: 'info',
    counts: 'Parked transactions that nobody came back for.',
    line: 'Persist token {token} was not re-issued in time; transaction {transaction} is forgotten',
  },
  tokensNotRemoved: {
    level: 'error',
    counts: 'Forgotten persist tokens that could not be removed from the journal.',
    line: 'Forgotten persist tokens could not be removed from the journal',
  },
  tokensNotClaimed: {
    level: 'error',
    counts: 'Requests rejected because their persist token could not be claimed.',
    line: 'Persist token {token} cannot be claimed; its request is rejected',
  },
  tokensNotSaved: {
    level: 'error',
    counts: 'Requests rejected because their persist token could not be saved.',
    line: 'Persist token {token} cannot be saved; its request is rejected',
  },
  tokensNotReleased: {
    level: 'warn',
    counts: 'Persist tokens whose claim could not be released; others get them when it expires.',
    line: 'The claim of persist token {token} could not be released; others get it when it expires',
  },
  claimsLost: {
    level: 'warn',
    counts: 'Persist tokens that another service took, or that an outage of the journal cost.',
    line: 'Persist token {token} is no longer served here: {reason}',
  },
  positionsNotSaved: {
    level: 'error',
    counts: 'Attempts to save positions that failed.',
    line: 'Positions cannot be saved; they are tried again',
  },
  positionsNotForgotten: {
    level: 'error',
    counts: 'Ended transactions whose position could not be removed.',
    line: 'The position of transaction {transaction} cannot be forgotten; its request is rejected',
  },
  outcomesPruned: {
    level: 'info',
    counts: 'Outcomes removed by retention.',
    line: 'Retention removed {records outcome/outcomes}; the oldest is now {first}',
  },
  pruneFailures: {
    level: 'error',
    counts: 'Times retention could not be applied.',
    line: 'Retention could not be applied; it is tried again',
  },
});

export type ServerEventLog = EventLog<typeof serverEvents>;
