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

export const idleState = 0;
export const checkpointingState = 1;
