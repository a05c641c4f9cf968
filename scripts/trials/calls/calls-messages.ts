/** Folders of the two journals, in that of the trial. */
export const folders = { outcomes: 'outcomes', reports: 'reports' } as const;

/** What the process of the service is told. */
export type CallsOrder = { readonly kind: 'start'; readonly directory: string } | { readonly kind: 'end' };

/** What it says. */
export interface CallsReport {
  readonly kind: 'started';
  readonly port: number;
}
