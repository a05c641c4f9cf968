import type { ServiceErrorName } from './errors.ts';

/** One thing that is wrong with a message. */
export interface Problem {
  /** The rule that is broken; also names the EC with which a service rejects it. */
  readonly rule: ServiceErrorName;
  /** Code of the parameter, where one is at fault. */
  readonly code?: string;
  /** Long name of the parameter, where it is known. */
  readonly name?: string;
  /** The value as it was read, where one is at fault. May be personal data: not for logs. */
  readonly value?: string;
  /** One line for people: what is wrong and what is right. Never repeats the value. */
  readonly message: string;
}

export const noProblems: readonly Problem[] = Object.freeze([]);
