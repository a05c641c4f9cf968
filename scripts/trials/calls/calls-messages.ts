/** Folders of the two journals, in that of a service. */
export const folders = { outcomes: 'outcomes', reports: 'reports' } as const;

/** Tells the process to close a service in order. */
export interface CallsOrder {
  readonly kind: 'close';
  readonly service: number;
}

/** What the process says of a service. */
export type CallsEvent =
  | { readonly kind: 'started'; readonly service: number; readonly port: number }
  | { readonly kind: 'closed'; readonly service: number };
