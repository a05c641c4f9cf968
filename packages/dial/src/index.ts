export { defaultAttemptDelayMs, dial, type DialOptions } from './dial.ts';
export { DialFailure } from './dial-failure.ts';
export type { LookUp } from './look-up.ts';
