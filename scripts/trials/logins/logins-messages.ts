/** Asks the process of the service. */
export type LoginsOrder = { readonly kind: 'start'; readonly users: string } | { readonly kind: 'measure' };

/** What the process of the service answers. */
export type LoginsReport =
  | { readonly kind: 'started'; readonly port: number }
  | { readonly kind: 'measured'; readonly figures: LoginsFigures };

/** A snapshot of the process. */
export interface LoginsFigures {
  /** Processor time since the start, of all threads, milliseconds. */
  readonly processorMs: number;
  /** Counts of events by name. */
  readonly events: Readonly<Record<string, number>>;
}
