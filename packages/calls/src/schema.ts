export { reportFromJson, type ReportInput, reportSchema } from './report/report-json.ts';
