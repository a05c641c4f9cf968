import type { Call } from './call.ts';
import type { FinishedCall } from './finished-calls.ts';

/** Everything that the calls of later entries depend on, in the order that it has. */
export interface CallsSnapshot {
  readonly time: number;
  readonly calls: readonly Call[];
  readonly finished: readonly FinishedCall[];
}
