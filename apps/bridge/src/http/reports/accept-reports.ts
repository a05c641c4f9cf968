import { type CallReport, CallUnknownError } from '@sdmp/calls';
import { reportFromJson, type ReportInput } from '@sdmp/calls/schema';
import { SdmpError } from '@sdmp/protocol';
import { HttpProblem } from '../responses/http-problem.ts';
import type { ApiParts } from '../server/api-parts.ts';
import type { Accepted } from './schema.ts';

/** Reports in one request at most. */
export const maxPostedReports = 1000;

const secondsUntilRetry = '5';

/** Takes the reports of a request, all of them or none. Resolves when they are on disk. */
export async function acceptReports({ reports }: ApiParts, given: readonly ReportInput[]): Promise<Accepted> {
  if (reports === undefined) {
    throw new HttpProblem(
      404,
      'REPORTS_OFF',
      'this bridge takes no reports of calls: its configuration has no reports',
    );
  }
  const read = given.map(readReport);
  for (const report of read) refuseIfFull(reports.refusal(report));
  try {
    await reports.accept(read);
  } catch (error) {
    if (error instanceof CallUnknownError) throw unknownCall(error);
    throw unavailable('the reports cannot be written to disk: send them again');
  }
  return { accepted: read.length };
}

function readReport(input: ReportInput, index: number): CallReport {
  try {
    return reportFromJson(input);
  } catch (error) {
    if (!(error instanceof SdmpError)) throw error;
    throw new HttpProblem(400, 'INVALID_REPORT', `report ${index}: ${error.message}; none was taken`);
  }
}

function unknownCall({ indexes, message }: CallUnknownError): HttpProblem {
  const which = `report${indexes.length === 1 ? '' : 's'} ${indexes.join(', ')}`;
  return new HttpProblem(404, 'CALL_UNKNOWN', `${which}: ${message}; none was taken`);
}

function refuseIfFull(refusal: string | undefined): void {
  if (refusal !== undefined) throw unavailable(`${refusal}; none was taken`);
}

function unavailable(detail: string): HttpProblem {
  return new HttpProblem(503, 'REPORTS_UNAVAILABLE', detail, { headers: { 'retry-after': secondsUntilRetry } });
}
