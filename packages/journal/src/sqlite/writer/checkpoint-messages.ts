/** Settings of the checkpoint thread. */
export interface CheckpointSettings {
  readonly file: string;
  /** One word: `CHECKPOINTING` while a round runs, else `IDLE`. */
  readonly state: Int32Array<SharedArrayBuffer>;
}

export type CheckpointRequest = 'checkpoint' | 'close';

export interface CheckpointResult {
  readonly durationMs: number;
  readonly error?: unknown;
}

export const IDLE = 0;
export const CHECKPOINTING = 1;
