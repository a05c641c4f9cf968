import { codeOf, outcomeData } from '@sdmp/protocol';
import type { Contact } from './contacts.ts';
import type { FloorEvent, FloorReportFields, FloorReportName } from './floor-event.ts';

const codes = {
  tenantDescriptor: codeOf(outcomeData, 'tenantDescriptor'),
  campaignName: codeOf(outcomeData, 'campaignName'),
  agentIdentifier: codeOf(outcomeData, 'agentIdentifier'),
  sessionIdentifier: codeOf(outcomeData, 'sessionIdentifier'),
  telephoneNumber: codeOf(outcomeData, 'telephoneNumber'),
  reason: codeOf(outcomeData, 'reason'),
  agentOutcome: codeOf(outcomeData, 'agentOutcome'),
  dontDial: codeOf(outcomeData, 'dontDial'),
  rawCause: codeOf(outcomeData, 'rawCause'),
  data: codeOf(outcomeData, 'data'),
} as const;

export interface FloorScope {
  readonly tenant: string | undefined;
  readonly campaign: string;
  readonly now: () => number;
  readonly emit: (event: FloorEvent) => void;
}

/** What a call came to besides who was called. */
export type CallEnd = { readonly reason: number } & {
  readonly [name in 'agentIdentifier' | 'agentOutcome' | 'dontDial' | 'rawCause' | 'data']?: string | undefined;
};

/** One attempt to reach a contact: sends what is reported of it, and in the end what it came to. */
export class FloorCall {
  readonly contact: Contact;
  readonly #scope: FloorScope;
  readonly #session: string;

  constructor(scope: FloorScope, contact: Contact, session: string) {
    this.#scope = scope;
    this.contact = contact;
    this.#session = session;
  }

  report(report: FloorReportName, fields: FloorReportFields = {}): void {
    const { tenant, campaign, now, emit } = this.#scope;
    const { telephoneNumber } = this.contact;
    // A line that is down is named by its session: ND has no number, and neither has the classification need of one.
    const named = report === 'nowDisconnected' || report === 'transactionComplete' ? {} : { telephoneNumber };
    const of = tenant === undefined ? {} : { tenantDescriptor: tenant };
    const scope = { ...of, campaignName: campaign, sessionIdentifier: this.#session, ...named };
    emit({ kind: 'report', at: Math.round(now()), report, fields: { ...scope, ...fields } });
  }

  came({ reason, ...end }: CallEnd): void {
    const { tenant, campaign, now, emit } = this.#scope;
    const values = {
      tenantDescriptor: tenant,
      campaignName: campaign,
      agentIdentifier: end.agentIdentifier,
      sessionIdentifier: this.#session,
      telephoneNumber: this.contact.telephoneNumber,
      reason: String(reason),
      agentOutcome: end.agentOutcome,
      dontDial: end.dontDial,
      rawCause: end.rawCause,
      data: end.data,
    } satisfies Record<keyof typeof codes, string | undefined>;
    const fields: string[] = [];
    for (const [name, code] of Object.entries(codes)) {
      const value = values[name as keyof typeof codes];
      if (value !== undefined) fields.push(code, value);
    }
    emit({ kind: 'outcome', at: Math.round(now()), fields });
  }
}
