import type { ServiceErrorName } from './errors.ts';

/** A problem of a message. */
export interface Problem {
  /** The broken rule, which determines the EC with which a service rejects the message. */
  readonly rule: ServiceErrorName;
  /** Code of the parameter, if the problem concerns one. */
  readonly code?: string;
  /** Long name of the parameter, if known. */
  readonly name?: string;
  /** The value as received, if the problem concerns one. May be personal data: not for logs. */
  readonly value?: string;
  /** One-line description of the problem and of valid input. Never contains the value. */
  readonly message: string;
}

/** The empty list of problems. Shared and frozen, so that a message without a problem allocates nothing. */
export const noProblems: readonly Problem[] = Object.freeze([]);
