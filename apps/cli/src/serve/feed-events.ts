import { eventTable } from '@sdmp/events';

/** What an operator must hear of a feed. */
export const feedEvents = eventTable({
  feedLinesRefused: {
    level: 'warn',
    counts: 'Lines of the feed that are no outcome or no text in its encoding, and were skipped.',
    line: 'feed line {line} is skipped: {reason}',
  },
});
