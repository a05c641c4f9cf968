/** Sent to the process that hosts the services. */
export type HostCommand =
  | { readonly kind: 'run'; readonly service: number; readonly words: readonly string[] }
  | { readonly kind: 'stop'; readonly service: number };

/** Sent by the process that hosts the services. */
export interface HostReport {
  readonly kind: 'ended';
  readonly service: number;
  readonly exitCode: number;
}

/** File descriptor of the first service's stream: follows standard input, output, error and the IPC channel. */
export const firstServiceHandle = 4;
