/** Limits of authentication, part of the service's. */
export interface AuthenticationLimits {
  /** How long a socket may be open without being authenticated, milliseconds. Default 30,000. Above it: closed. */
  readonly authenticationTimeMs: number;
  /** How often the users of open sockets are looked up, milliseconds. Default 2,000. Those of a user who changed are closed. */
  readonly userCheckIntervalMs: number;
  /** Passwords checked at once; each costs memory and a processor for some tenths of a second. Default 1. */
  readonly maxPasswordChecks: number;
  /** Passwords that wait to be checked. Default 100. Above it: the newest of the address with the most gets ER 9019, to be tried again. */
  readonly maxPasswordChecksWaiting: number;
  /** The same of one address, or one IPv6 network of 64 bits. Default 20. Above it: the newest of the user with the most failures gets that ER. */
  readonly maxPasswordChecksWaitingPerAddress: number;
  /** How late that ER 9019 comes, milliseconds. Default 2,000. */
  readonly putOffDelayMs: number;
  /** Users whose right password is remembered, as an HMAC in memory, so that it needs no check when they come back. Default 1,000; 0: none. */
  readonly maxPasswordsRemembered: number;
  /** How long, milliseconds. Default 12 hours. */
  readonly passwordRememberedMs: number;
  /** Failures of one user that cost no time; with every 15 minutes as many are forgiven. Default 3. */
  readonly userFailuresFree: number;
  /** The same for one address, or one IPv6 network of 64 bits. Default 30. */
  readonly addressFailuresFree: number;
  /** Delay of the next attempt after one failure more, milliseconds; it doubles with each. Default 250. */
  readonly failureDelayMs: number;
  /** Longest delay of a user, milliseconds. Default 4,000: with the turn that follows a client's patience of 15 s is enough. */
  readonly failureDelayCapMs: number;
  /** Longest time between two checks of an address, milliseconds; at least `failureDelayMs`. Default 250: everyone there gets a turn. */
  readonly addressDelayCapMs: number;
  /** Users, and addresses, whose failures are remembered. Default 10,000 each. Above it: the oldest failure is forgotten. */
  readonly maxFailuresRemembered: number;
}

/** Default of every limit on authentication. */
export const defaultAuthenticationLimits: AuthenticationLimits = {
  authenticationTimeMs: 30_000,
  userCheckIntervalMs: 2_000,
  maxPasswordChecks: 1,
  maxPasswordChecksWaiting: 100,
  maxPasswordChecksWaitingPerAddress: 20,
  putOffDelayMs: 2_000,
  maxPasswordsRemembered: 1_000,
  passwordRememberedMs: 12 * 60 * 60 * 1000,
  userFailuresFree: 3,
  addressFailuresFree: 30,
  failureDelayMs: 250,
  failureDelayCapMs: 4_000,
  addressDelayCapMs: 250,
  maxFailuresRemembered: 10_000,
};
