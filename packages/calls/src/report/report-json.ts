import { type ParameterDefinition, type Problem, release, SdmpError, type ValueKind } from '@sdmp/protocol';
import { z } from 'zod';
import { faultOf, reportFromFields } from './read-report.ts';
import { type CallReport, type ReportName, reportKinds, reportNames } from './report-kinds.ts';

/** The token asks for an answer on a socket; over HTTP every request has one. */
const ofSocket = 'token';
/** What would end a value, or its frame, on the wire. */
const frameBreaking = /[\0\r\n]/;

function valueSchema(kind: ValueKind): z.ZodType {
  if (kind === 'flag') return z.boolean();
  return kind === 'integer' || kind === 'count' ? z.int() : z.string();
}

function parametersOf(name: ReportName): readonly ParameterDefinition[] {
  return reportKinds[name].definition.parameters.filter((parameter) => parameter.name !== ofSocket);
}

function schemaOf(name: ReportName): z.ZodObject {
  const { summary } = reportKinds[name].definition;
  const values = parametersOf(name).map((parameter): [string, z.ZodType] => [
    parameter.name,
    valueSchema(parameter.kind).optional().describe(parameter.summary),
  ]);
  return z.strictObject({ report: z.literal(name), ...Object.fromEntries(values) }).describe(summary);
}

/** A report as JSON: its name under `report`, its values under the long names of the catalogue, `data` as text. */
export type ReportInput = { readonly report: ReportName } & Readonly<Record<string, unknown>>;

const [firstName, ...otherNames] = reportNames;

/** The shape of a JSON report; limits of its values are the catalogue's, and `reportFromJson` checks them. */
export const reportSchema = z.discriminatedUnion('report', [
  schemaOf(firstName ?? 'callFailed'),
  ...otherNames.map(schemaOf),
]) as unknown as z.ZodType<ReportInput>;

function wireText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value;
  return value === true ? '' : undefined;
}

/**
 * Returns the report in a JSON report of the right shape. Throws `INVALID_ARGUMENT`, in words without the value, where a value
 * breaks a rule of the catalogue or would break the frame, and where nothing names the call.
 */
export function reportFromJson(input: ReportInput): CallReport {
  const { definition, dispensable } = reportKinds[input.report];
  const fields: string[] = [];
  for (const { code, name, kind } of parametersOf(input.report)) {
    const text = wireText(input[name]);
    if (text === undefined) continue;
    if (frameBreaking.test(text) || (kind !== 'data' && text.includes('\\'))) {
      throw invalid(`${name} must not hold ${kind === 'data' ? '' : 'a backslash, '}NUL, CR or LF`);
    }
    fields.push(code, text);
  }
  const found: readonly Problem[] = release().message(definition)?.check(fields) ?? [];
  const problems = found.filter(({ rule, code = '' }) => rule !== 'missingParameter' || !dispensable.includes(code));
  if (problems.length > 0) throw invalid(problems.map(({ message }) => message).join('; '));
  const report = reportFromFields(input.report, fields);
  const fault = faultOf(report);
  if (fault !== undefined) throw invalid(fault.message);
  return report;
}

function invalid(message: string): SdmpError {
  return new SdmpError('INVALID_ARGUMENT', message);
}
