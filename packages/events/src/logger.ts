type Details = Readonly<Record<string, unknown>>;

/** Where a library says what happens; every member may be left out. Messages hold no personal data. */
export interface Logger {
  readonly debug?: (message: string, details?: Details) => void;
  readonly info?: (message: string, details?: Details) => void;
  readonly warn?: (message: string, details?: Details) => void;
  readonly error?: (message: string, details?: Details) => void;
}

/** The members of a logger. */
export type EventLevel = keyof Logger;
