import { eventTable } from '@sdmp/events';

/** What becomes of the files of TLS while they are in use; part of the tables of client, service and bridge. */
export const tlsFileEvents = eventTable({
  tlsFilesKept: {
    level: 'warn',
    counts: 'Times that changed files of TLS could not be used; those before count on.',
    line: 'The files of TLS ({places}) stay as they were: {reason}',
  },
  tlsFilesRenewed: {
    level: 'info',
    counts: 'Times that changed files of TLS were taken over.',
    line: 'The files of TLS were read again from {places}',
  },
});
