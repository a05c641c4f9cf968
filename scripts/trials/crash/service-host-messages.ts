/** What the trials tell a process that runs several services, and what it answers. */
export type HallOrder =
  | { readonly kind: 'run'; readonly seat: number; readonly words: readonly string[] }
  | { readonly kind: 'stop'; readonly seat: number };

export interface HallAnswer {
  readonly kind: 'ended';
  readonly seat: number;
  readonly exitCode: number;
}

/** Behind standard input, output, error and the channel; one for each seat, both ways. */
export const firstSeatHandle = 4;
