import { type EventLog, eventTable } from '@sdmp/events';

/** What an operator must hear of a sink. */
export const sinkEvents = eventTable({
  deliveriesFailed: {
    level: 'warn',
    counts: 'Attempts to open the sink or to deliver that failed and are made again.',
    line: 'Sink {sink} failed: {reason}; failure {failures} in a row, tried again in {retry} ms',
  },
  refused: {
    level: 'warn',
    counts: 'Outcomes that were refused, by the receiver or a schema; they are dead letters.',
    line: 'Sink {sink}: outcomes that were refused and are dead letters now: {outcomes}; {reason}',
  },
  pauses: {
    level: 'error',
    counts: 'Times the sink was paused because its dead letters were at their limit.',
    line: 'Sink {sink} is paused: it has {letters dead letter/dead letters} and the limit is {limit}; replay or discard them, then resume it',
  },
  stops: {
    level: 'error',
    counts: 'Times the sink was refused for good.',
    line: 'Sink {sink} is stopped: {reason}',
  },
  notices: {
    level: 'warn',
    counts: 'Things that the sink noticed and that failed nothing.',
    line: 'Sink {sink}: {notice}',
  },
  deliveriesCut: {
    level: 'warn',
    counts: 'Deliveries under way that a close cut off; they are made again after the next start.',
    line: 'Sink {sink}: the delivery under way took longer than {limit} ms to close; it is made again after the next start',
  },
  lettersGone: {
    level: 'warn',
    counts: 'Dead letters that were to be replayed and are no longer in the journal.',
    line: 'Sink {sink}: {letters dead letter is/dead letters are} no longer in the journal',
  },
  positionsNotSaved: {
    level: 'warn',
    counts: 'Attempts to save the position that failed; it is saved with the next.',
    line: 'The position of sink {sink} could not be saved; it is tried again with the next',
  },
});

export type SinkEventLog = EventLog<typeof sinkEvents>;
