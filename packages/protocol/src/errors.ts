/** A cause for rejecting a request, with its EC. */
export interface ErrorCause {
  readonly code: number;
  /** Source of the code: the vendor's documentation, one of its examples, or this project (private block). */
  readonly certainty: 'documented' | 'example' | 'own';
  readonly meaning: string;
}

/** Codes known from public documentation. The full tables are not public. */
export const documentedErrors: readonly ErrorCause[] = [
  { code: 30, certainty: 'documented', meaning: 'A mandatory name is missing: campaign (CN) or agent (AN).' },
  { code: 33, certainty: 'example', meaning: 'Opening the campaign failed (Campaign Manager).' },
  { code: 36, certainty: 'example', meaning: 'Resume sent for a campaign that is not suspended.' },
  {
    code: 120,
    certainty: 'documented',
    meaning: 'Telephone number (TN) missing: neither SI nor TN identifies the call.',
  },
  { code: 128, certainty: 'documented', meaning: 'Delayed number: the dialer ran out of numbers.' },
  { code: 406, certainty: 'documented', meaning: 'Invalid cause (CA).' },
  { code: 803, certainty: 'example', meaning: 'Transaction identifier (TX) missing.' },
  {
    code: 1602,
    certainty: 'example',
    meaning: 'Not documented publicly; shown as an illustration of a four-digit code.',
  },
];

/** Causes of this project's outcome service. Those that are not documented are in the private block 9000 to 9099. */
export const serviceErrors = {
  transactionMissing: { code: 803, certainty: 'example', meaning: 'Transaction identifier (TX) missing.' },
  callNotNamed: {
    code: 120,
    certainty: 'documented',
    meaning: 'Telephone number (TN) missing: neither SI nor TN identifies the call.',
  },
  unreadable: { code: 9000, certainty: 'own', meaning: 'The frame cannot be read as a message.' },
  frameTooLarge: { code: 9001, certainty: 'own', meaning: 'The frame is larger than the limit.' },
  unknownMessage: { code: 9002, certainty: 'own', meaning: 'No message has this code on this service and interface.' },
  notServed: { code: 9003, certainty: 'own', meaning: 'The message is known, but this service does not serve it.' },
  unknownParameter: { code: 9004, certainty: 'own', meaning: 'The message has no such parameter.' },
  repeatedParameter: { code: 9005, certainty: 'own', meaning: 'The parameter occurs more than once.' },
  missingParameter: { code: 9006, certainty: 'own', meaning: 'A mandatory parameter is missing.' },
  length: { code: 9007, certainty: 'own', meaning: 'The value is too short or too long.' },
  notANumber: { code: 9008, certainty: 'own', meaning: 'The value is not a number of the right form.' },
  range: { code: 9009, certainty: 'own', meaning: 'The number is out of its range.' },
  characters: { code: 9010, certainty: 'own', meaning: 'The value holds a character that is not allowed in it.' },
  flagWithValue: { code: 9011, certainty: 'own', meaning: 'A flag bears a value.' },
  neitherSuccessNorFailure: {
    code: 9012,
    certainty: 'own',
    meaning: 'Neither success (SO) nor failure (FO) is asked for.',
  },
  notInRelease: { code: 9013, certainty: 'own', meaning: 'The release this service behaves as does not know it yet.' },
  transactionInUse: { code: 9014, certainty: 'own', meaning: 'The transaction identifier (TX) is live already.' },
  unknownTransaction: { code: 9015, certainty: 'own', meaning: 'No such transaction can be ended from here.' },
  notPermitted: { code: 9016, certainty: 'own', meaning: 'This session may not ask for that.' },
  tooManyTransactions: { code: 9017, certainty: 'own', meaning: 'The limit of transactions is reached.' },
  authenticationOff: {
    code: 9018,
    certainty: 'own',
    meaning: 'This service has no users; it needs no authentication and offers none.',
  },
  unavailable: { code: 9019, certainty: 'own', meaning: 'The service cannot do it now; try again.' },
  notAuthenticated: {
    code: 9020,
    certainty: 'own',
    meaning: 'This socket must authenticate (UA) before anything else.',
  },
  otherTenant: { code: 9021, certainty: 'own', meaning: 'This session belongs to another tenant.' },
  userChanged: { code: 9022, certainty: 'own', meaning: 'The user of this socket is no longer who they were.' },
  tooManyTokens: { code: 9023, certainty: 'own', meaning: 'The limit of persist tokens is reached.' },
  updateUnclear: { code: 9024, certainty: 'own', meaning: 'The update (UO) says nothing, or both RE and AO.' },
  callUnknown: {
    code: 9025,
    certainty: 'own',
    meaning: 'The update (UO) names no call that is open or has an outcome which can still be corrected.',
  },
  tlsExpected: {
    code: 9030,
    certainty: 'own',
    meaning: 'This port speaks TLS: connect with TLS, or to the plain port.',
  },
  tlsNotServed: {
    code: 9031,
    certainty: 'own',
    meaning: 'This port does not speak TLS: connect without it, or to the TLS port.',
  },
  certificateRefused: { code: 9032, certainty: 'own', meaning: 'The certificate of the client is refused.' },
} as const satisfies Record<string, ErrorCause>;

/** Name of an error that a service of this project answers with: a key of `serviceErrors`. */
export type ServiceErrorName = keyof typeof serviceErrors;

/** Returns the cause for an error code, documented or ours, or undefined. */
export function explainError(code: number): ErrorCause | undefined {
  return (
    documentedErrors.find((cause) => cause.code === code) ??
    Object.values<ErrorCause>(serviceErrors).find((cause) => cause.code === code)
  );
}
