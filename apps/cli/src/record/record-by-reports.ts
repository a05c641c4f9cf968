import { decode } from '@sdmp/codec';
import { Outcome, parseOutcomeLine } from '@sdmp/outcomes';
import { outcomeData } from '@sdmp/protocol';
import type { ReportSending } from './send-reports.ts';

/** A call that reports told of. */
export interface ReportedCall {
  /** Its session, or the telephone number that names it. */
  readonly call: string;
  /** Reports that were taken. */
  readonly reports: number;
}

/** Hands a service the reports that make an outcome. Throws `INVALID_OUTCOME`, `INVALID_ARGUMENT`, and as `sendReports` does. */
export async function recordByReports(text: string, sending: ReportSending): Promise<ReportedCall> {
  const [{ reportsOf }, { sendReports }] = await Promise.all([import('./reports-of.ts'), import('./send-reports.ts')]);
  const time = Date.now();
  const { body } = parseOutcomeLine(text, { time });
  const message = decode(outcomeData.code + body);
  const reports = reportsOf(message);
  await sendReports(reports, sending);
  const { sessionIdentifier, telephoneNumber = '' } = new Outcome(message, { time });
  return { call: sessionIdentifier ?? telephoneNumber, reports: reports.length };
}
