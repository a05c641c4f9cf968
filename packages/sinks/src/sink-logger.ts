/** Where a sink says what happens; every member may be left out. Messages hold no personal data. */
export interface SinkLogger {
  readonly info?: (message: string, details?: Readonly<Record<string, unknown>>) => void;
  readonly warn?: (message: string, details?: Readonly<Record<string, unknown>>) => void;
  readonly error?: (message: string, details?: Readonly<Record<string, unknown>>) => void;
}
