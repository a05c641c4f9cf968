import { decode, format } from '@sdmp/codec';
import { type OutcomeRecord, outcomeRecord } from '@sdmp/outcomes';
import { defaultTenant, outcomeData } from '@sdmp/protocol';
import type { ReportField, ReportValues } from '../report/report-fields.ts';
import type { OutcomeKind } from './call-life.ts';
import { codes } from './outcome-codes.ts';
import { outcomeReason } from './outcome-reason.ts';

/** What of the report that ends a call goes into its outcome besides what is known already. Data goes last (OZ-6). */
const ofTheEnd = [
  'conversion',
  'successRate',
  'ringBackAgent',
  'ringBackNumber',
  'ringBackTimer',
] as const satisfies readonly ReportField[];

export interface EndedCall {
  readonly tenant: string;
  /** Absent where an agent declined a preview that nothing names. */
  readonly session?: string | undefined;
  readonly known: ReportValues;
  readonly outcome: OutcomeKind;
  /** The fields of the report that ended it; none when a limit did. */
  readonly fields: ReportValues;
}

const agentTookPart: ReadonlySet<OutcomeKind> = new Set(['handedOver', 'declined', 'returned']);

/** Returns the outcome of a call as a journal keeps it. `time`: when it was accepted, Unix milliseconds. */
export function outcomeOfCall({ tenant, session, known, outcome, fields }: EndedCall, time: number): OutcomeRecord {
  const wire: string[] = [];
  const put = (name: keyof typeof codes, value: string | undefined): void => {
    if (value !== undefined) wire.push(codes[name], value);
  };
  if (tenant !== defaultTenant) put('tenantDescriptor', tenant);
  put('campaignName', known.campaignName);
  if (agentTookPart.has(outcome)) {
    put('agentIdentifier', known.agentIdentifier);
    put('agentAlternativeIdentifier', known.agentAlternativeIdentifier);
  }
  put('sessionIdentifier', session);
  put('telephoneNumber', known.telephoneNumber);
  put('reason', outcomeReason[outcome](fields));
  put('agentOutcome', fields.agentOutcome);
  put('dontDial', fields.dontDial);
  put('rawCause', known.rawCause);
  for (const name of ofTheEnd) put(name, fields[name]);
  put('applicationSpecificData', known.applicationSpecificData);
  put('sessionUUID', known.sessionUUID);
  put('data', fields.data);
  const text = format({ service: null, interface: null, code: outcomeData.code, fields: wire });
  return outcomeRecord(decode(text), { time });
}
