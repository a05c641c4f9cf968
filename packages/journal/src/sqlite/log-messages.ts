/** What the thread beside the writer is started with. */
export interface LogWorkerSettings {
  readonly file: string;
  /** One word: `MOVING` while the log is being moved. */
  readonly state: Int32Array<SharedArrayBuffer>;
}

export type LogWorkerRequest = 'move' | 'close';

export interface LogMoved {
  readonly durationMs: number;
  readonly error?: unknown;
}

export const IDLE = 0;
export const MOVING = 1;
