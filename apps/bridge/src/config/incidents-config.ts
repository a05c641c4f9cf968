import { wholeNumber } from './field.ts';
import { duration } from './units.ts';

const defaultRetainAge = '90d';
const defaultRetainCount = 10_000;
const mostRetainCount = 1_000_000;
const defaultJoinWithin = '5m';

/** How much of the incident log is kept, and what counts as one entry. */
export const incidentsShape = {
  retainAge: duration
    .prefault(defaultRetainAge)
    .describe(`How long an entry is kept after it was over. Default ${defaultRetainAge}.`),
  retainCount: wholeNumber(1, mostRetainCount)
    .prefault(defaultRetainCount)
    .describe(`Most entries kept; the oldest goes first. Default ${defaultRetainCount}.`),
  joinWithin: duration
    .prefault(defaultJoinWithin)
    .describe(
      `The same change that comes again within this time is counted in the entry of the one before. Default ${defaultJoinWithin}.`,
    ),
} as const;
