import { type EventLog, eventTable } from '@sdmp/events';

/** What an operator must hear of reports of calls. */
export const callReportEvents = eventTable({
  reportsIgnored: {
    level: 'info',
    counts: 'Reports of calls that changed nothing: late, repeated, contradictory, or of no known call.',
    line: 'A report ({report}) changes nothing: {reason}',
  },
  callsExpired: {
    level: 'warn',
    counts: 'Calls that never completed: their outcome says what was known when a time limit ended.',
    line: 'A call of campaign {campaign} did not complete in time; its outcome says what is known',
  },
  outcomesCorrected: {
    level: 'info',
    counts: 'Corrections of outcomes: by an update, or by the report that the outcome was made without.',
    line: 'An outcome of campaign {campaign} is corrected by a later report',
  },
  reportsRefused: {
    level: 'warn',
    counts: 'Reports refused because too many calls are open.',
    line: 'A report was refused: {open call is/calls are} open, the limit is {limit}',
  },
  updatesRefused: {
    level: 'warn',
    counts: 'Updates refused because they name no call that is open or has an outcome which can be corrected.',
    line: 'An update was refused: it names no call that is open or has an outcome which can be corrected',
  },
  reportsNotKept: {
    level: 'error',
    counts: 'Reports that could not be written to disk; their sender was told to send them again.',
    line: 'A report of a call cannot be written to disk; its sender is told to send it again',
  },
  reportsLost: {
    level: 'error',
    counts: 'Accepted reports that can no longer be read; their calls may lack an outcome.',
    line: '{records report of a call/reports of calls} can no longer be read ({reason}): their calls may lack an outcome',
  },
  reportsUnreadable: {
    level: 'error',
    counts: 'Entries in the log of reports that this version does not know.',
    line: 'Position {position} of the log of reports holds nothing that this version knows',
  },
  callOutcomesHeld: {
    level: 'error',
    counts: 'Times that outcomes made of reports could not be recorded; they wait, and nothing is lost.',
    line: 'Outcomes made of reports cannot be recorded now; they wait',
  },
  callStatesNotSaved: {
    level: 'warn',
    counts: 'Times that the state of open calls could not be saved; a start reads more of the log of reports.',
    line: 'The state of open calls could not be saved; it is tried again',
  },
  reportLogsParted: {
    level: 'warn',
    counts: 'Starts at which journal and log of reports did not belong together, as after the restore of one of them.',
    line: 'Journal and log of reports part at {position}: one of them was restored. Outcomes may be missing',
  },
});

/** Counts and logs the events of call reports. */
export type CallReportEventLog = EventLog<typeof callReportEvents>;
