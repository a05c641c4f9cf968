/** Limits of authentication, part of the service's. */
export interface AuthenticationLimits {
  /** How long a socket may be open without being authenticated, milliseconds. Default 30,000. Above it: closed. */
  readonly authenticationTimeMs: number;
  /** How often the users of open sockets are looked up, milliseconds. Default 2,000. Those of a user who changed are closed. */
  readonly userCheckIntervalMs: number;
  /** Passwords checked at once; each costs memory and a thread. Default 2. */
  readonly maxPasswordChecks: number;
  /** Passwords that wait to be checked. Default 100. Above it: ER 9019, to be tried again. */
  readonly maxPasswordChecksWaiting: number;
  /** Failures of one user that cost no time; with every 15 minutes as many are forgiven. Default 3. */
  readonly userFailuresFree: number;
  /** The same for one address, or one IPv6 network of 64 bits. Default 30. */
  readonly addressFailuresFree: number;
  /** Delay of the next attempt after one failure more, milliseconds; it doubles with each. Default 250. */
  readonly failureDelayMs: number;
  /** Longest delay, milliseconds. Default 8,000. An address that would wait for longer gets ER 9019. */
  readonly failureDelayCapMs: number;
  /** Users, and addresses, whose failures are remembered. Default 10,000 each. Above it: the oldest failure is forgotten. */
  readonly maxFailuresRemembered: number;
}

export const defaultAuthenticationLimits: AuthenticationLimits = {
  authenticationTimeMs: 30_000,
  userCheckIntervalMs: 2_000,
  maxPasswordChecks: 2,
  maxPasswordChecksWaiting: 100,
  userFailuresFree: 3,
  addressFailuresFree: 30,
  failureDelayMs: 250,
  failureDelayCapMs: 8_000,
  maxFailuresRemembered: 10_000,
};
