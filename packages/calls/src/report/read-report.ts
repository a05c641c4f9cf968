import { decode, format } from '@sdmp/codec';
import { outcomeData, type ParameterDefinition, type WireFields } from '@sdmp/protocol';
import { updatableFields } from '../life/choices.ts';
import { codes } from '../life/outcome-codes.ts';
import { type ReportField, reportFields } from './report-fields.ts';
import { type CallReport, type ReportName, reportKinds } from './report-kinds.ts';

const taken: ReadonlySet<string> = new Set(reportFields);

function isTaken(name: string): name is ReportField {
  return taken.has(name);
}

/** A value without content is absent, except that data may be empty. */
function saysSomething({ kind }: ParameterDefinition, value: string): boolean {
  return value !== '' || kind === 'flag' || kind === 'data';
}

/** Returns the report in the fields of a message that passed the checks of the catalogue; of a repeated field the first. */
export function reportFromFields(report: ReportName, wire: WireFields): CallReport {
  const { parameters } = reportKinds[report].definition;
  const fields: Partial<Record<ReportField, string>> = {};
  for (let at = 0; at < wire.length; at += 2) {
    const value = wire[at + 1] ?? '';
    const parameter = parameters.find(({ code }) => code === wire[at]);
    if (parameter === undefined || !isTaken(parameter.name) || !saysSomething(parameter, value)) continue;
    fields[parameter.name] ??= value;
  }
  return { report, fields };
}

/** What is wrong with a report that the catalogue finds no fault with. */
export interface ReportFault {
  readonly rule: 'callNotNamed' | 'characters' | 'updateUnclear';
  readonly message: string;
}

/** Returns why a report cannot be taken, or undefined: it must name its call, and its values must fit into an outcome. */
export function faultOf({ report, fields }: CallReport): ReportFault | undefined {
  const { sessionIdentifier, telephoneNumber, trunkIdentifier, agentIdentifier, reason, agentOutcome, data } = fields;
  const { parameters } = reportKinds[report].definition;
  const isByAgent = agentIdentifier !== undefined && (report === 'transactionComplete' || report === 'beginDial');
  if ((sessionIdentifier ?? telephoneNumber ?? trunkIdentifier) === undefined && !isByAgent) {
    const ways = parameters.flatMap(({ code }) => (code === codes.trunkIdentifier ? ['TI'] : []));
    const other = report === 'transactionComplete' || report === 'beginDial' ? ['AN'] : ways;
    return {
      rule: 'callNotNamed',
      message: `SI or TN must name the call${other.map((way) => `, or ${way}`).join('')}`,
    };
  }
  if (report === 'updateOutcomes') {
    if (reason !== undefined && agentOutcome !== undefined) {
      return { rule: 'updateUnclear', message: 'RE and AO exclude each other: give one of them' };
    }
    if (updatableFields.every((name) => fields[name] === undefined)) {
      const ways = updatableFields.map((name) => codes[name]).join(', ');
      return { rule: 'updateUnclear', message: `Nothing is updated: give one of ${ways}` };
    }
  }
  if (Object.values(fields).some((value) => !value.isWellFormed())) {
    return { rule: 'characters', message: 'A value holds half of a surrogate pair or a byte that is no text' };
  }
  if (data !== undefined && !fitsAnOutcome(data)) {
    const message = `${codes.data} holds a backslash followed by a code of ${outcomeData.code}, which would end it there`;
    return { rule: 'characters', message };
  }
  return undefined;
}

/** Where data holds a backslash, only reading it back shows whether it is still one value. */
function fitsAnOutcome(data: string): boolean {
  const parts = { service: null, interface: null, code: outcomeData.code, fields: [codes.data, data] };
  const { fields } = decode(format(parts));
  return fields.length === 2 && fields[1] === data;
}
