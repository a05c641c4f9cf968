export { CallUnknownError } from './report/call-unknown-error.ts';
export { type ReportField, reportFields, type ReportValues } from './report/report-fields.ts';
export {
  type CallReport,
  type ReportKind,
  reportKinds,
  type ReportName,
  reportNames,
} from './report/report-kinds.ts';
export { faultOf, type ReportFault, reportFromFields } from './report/read-report.ts';
