import { decode } from '@sdmp/codec';
import { reportFromFields } from '../../src/report/read-report.ts';
import { type CallReport, reportKinds, reportNames } from '../../src/report/report-kinds.ts';

/** Returns the report in a frame. */
export function reportOf(frame: string): CallReport {
  const { code, fields } = decode(frame);
  const name = reportNames.find((each) => reportKinds[each].definition.code === code);
  if (name === undefined) throw new RangeError(`${code} is no report`);
  return reportFromFields(name, fields);
}
