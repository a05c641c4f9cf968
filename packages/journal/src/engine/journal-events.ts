import { EventLog, eventTable } from '@sdmp/events';
import type { Restored } from '../history/journal-history.ts';

/** What an operator must hear of a journal. */
export const journalEvents = eventTable({
  checkpointFailures: {
    level: 'warn',
    counts: 'Times the log could not be moved into the database.',
    line: 'The log of the journal could not be moved into its database; it grows until that succeeds, tried again after the next write',
  },
  compactionFailures: {
    level: 'warn',
    counts: 'Times small batches could not be merged.',
    line: 'Small batches of the journal could not be merged; it is tried again in a minute',
  },
  reserveReleases: {
    level: 'warn',
    counts: 'Times the reserve of disk space was given up so that retention had room.',
    line: 'The disk of the journal is full: the reserve of {bytes} bytes is given up so that retention has room',
  },
  reserveFailures: {
    level: 'warn',
    counts: 'Times the reserve of disk space could not be made.',
    line: 'The reserve of {bytes} bytes could not be made: on a full disk retention will have no room',
  },
  foldersExposed: {
    level: 'warn',
    counts: 'Times a journal was opened in a folder that every user of the machine may list, enter or change.',
    line: 'Everyone on this machine may look into the folder of the journal, {directory}: chmod 700 it',
  },
  writerDeaths: {
    level: 'error',
    counts: 'Writers that ended without being asked to.',
    line: 'The writer of the journal has ended: {reason}',
  },
  serverDisconnects: {
    level: 'warn',
    counts: 'Times the connection to a NATS server was lost.',
    line: 'The connection of the journal to NATS server {server} is lost; another is made',
  },
  followingBroken: {
    level: 'info',
    counts: 'Times a stream had to be followed anew.',
    line: 'Stream {stream} is followed anew: {reason}',
  },
  wentBack: {
    level: 'error',
    counts:
      'Times the journal was found to have gone back: it was restored from a copy, or its disk or servers have lost records.',
    line: 'The journal has gone back to position {position}, as {evidence} shows; records that are known to be missing: {records}; readers are told',
  },
  cursorsNotFolded: {
    level: 'warn',
    counts: 'Times cursors could not be moved from the log into their bucket.',
    line: 'Cursors could not be moved from the log into their bucket; it is tried again',
  },
  erasuresUnread: {
    level: 'warn',
    counts: 'Times it could not be looked up what another process had erased.',
    line: 'What another process has erased could not be looked up: {reason}',
  },
  appendsUnanswered: {
    level: 'warn',
    counts: 'Times the journal was closed before the servers had answered what was handed in.',
    line: 'The servers did not answer within {limit} ms of closing: what was handed in last may be stored, or not',
  },
  membershipLosses: {
    level: 'error',
    counts: 'Times this process was taken for dead by the others, and lost its claims.',
    line: 'No sign of life of this process reached the others within {limit} ms: its claims are lost, it begins anew',
  },
});

/** Counts and logs the events of a journal. */
export type JournalEventLog = EventLog<typeof journalEvents>;

/** Counts and publishes, and logs nothing: for those who hand in none of their own. */
export function quietEvents(): JournalEventLog {
  return new EventLog(journalEvents);
}

/** Reports that a restore was noted at `position`, so that readers are told of it there. */
export function reportWentBack(
  events: JournalEventLog,
  position: number,
  { atLeast = 0, evidence = 'another journal of the same history' }: Pick<Restored, 'atLeast' | 'evidence'>,
): void {
  events.report('wentBack', { position, evidence, records: atLeast === 0 ? 'unknown' : atLeast });
}
