import { defaultCallReportLimits } from '@sdmp/calls';
import { folderPath } from './config-paths.ts';
import { wholeNumber } from './field.ts';
import { duration } from './units.ts';

const most = 10_000_000;
const { maxOpenCalls } = defaultCallReportLimits;

/** Reports of the telephony layer and of agents, of which outcomes are made. */
export const reportsShape = {
  directory: folderPath
    .optional()
    .describe(
      "Folder of the log of reports, made when it is not there; relative to this file. Default: reports, in the journal's folder.",
    ),
  dialLimit: duration
    .prefault('2m')
    .describe('How long a number is dialed at most; beyond, its outcome is 9, timed out. Default 2m.'),
  callLimit: duration
    .prefault('4h')
    .describe('How long a call that was answered lasts at most; beyond, its outcome says what is known. Default 4h.'),
  wrapLimit: duration
    .prefault('10m')
    .describe("How long an agent's classification is waited for after the end of the call. Default 10m."),
  correctionLimit: duration
    .prefault('24h')
    .describe('How long the outcome of a call can be corrected by an update or a late report. Default 24h.'),
  openCalls: wholeNumber(1, most)
    .prefault(maxOpenCalls)
    .describe(`Most calls without an outcome at a time; reports of others are refused. Default ${maxOpenCalls}.`),
} as const;
