/** Values of a report by the long names of the catalogue, as on the wire: text, '' for a flag. */
export type FloorReportFields = Readonly<Partial<Record<FloorReportField, string>>>;

/** Long name, from the catalogue, of a value in the reports of a simulated floor. */
export type FloorReportField =
  | 'tenantDescriptor'
  | 'campaignName'
  | 'sessionIdentifier'
  | 'telephoneNumber'
  | 'trunkIdentifier'
  | 'agentIdentifier'
  | 'machine'
  | 'cause'
  | 'rawCause'
  | 'agentOutcome'
  | 'dontDial'
  | 'data';

/** The messages that a floor sends, by the names that they have in JSON reports. */
export type FloorReportName =
  | 'delayNotification'
  | 'lineConnected'
  | 'callFailed'
  | 'nowDisconnected'
  | 'agentConnect'
  | 'beginDial'
  | 'transactionComplete';

/** What the telephony layer or an agent says of a call. */
export interface FloorReport {
  readonly kind: 'report';
  /** Milliseconds since the begin of the shift. */
  readonly at: number;
  readonly report: FloorReportName;
  readonly fields: FloorReportFields;
}

/** What a call came to, as the simulation knows it: made without looking at the reports. */
export interface FloorOutcome {
  readonly kind: 'outcome';
  /** Milliseconds since the begin of the shift: the time of the report that ended the call. */
  readonly at: number;
  /** As OZ fields without TX: code, value, code, value … */
  readonly fields: readonly string[];
}

/** What `simulateFloor` yields: a report about a call, or the outcome of one that has ended. */
export type FloorEvent = FloorReport | FloorOutcome;
