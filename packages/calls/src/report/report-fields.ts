/** Long names, from the catalogue, of everything that is taken from a report. */
export const reportFields = [
  'tenantDescriptor',
  'campaignName',
  'sessionIdentifier',
  'telephoneNumber',
  'trunkIdentifier',
  'agentIdentifier',
  'agentAlternativeIdentifier',
  'machine',
  'cause',
  'rawCause',
  'reason',
  'agentOutcome',
  'dontDial',
  'conversion',
  'successRate',
  'ringBackAgent',
  'ringBackNumber',
  'ringBackTimer',
  'applicationSpecificData',
  'sessionUUID',
  'data',
] as const;
/** Long name of a value that is taken from a report: one of `reportFields`. */
export type ReportField = (typeof reportFields)[number];

/** The values of a report by their long names, as on the wire: text, '' for a flag. */
export type ReportValues = Readonly<Partial<Record<ReportField, string>>>;
