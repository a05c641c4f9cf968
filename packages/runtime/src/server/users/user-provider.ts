import type { PasswordHash } from './password-hash.ts';

/** A user as a provider knows it. */
export interface StoredUser {
  readonly password: PasswordHash;
  /** PG: the bits of the privileges, see `permissionFlagsOf` of `@sdmp/protocol`. */
  readonly permissionFlags: number;
}

/** Takes the place of a list that could not be read again, and why. */
export type TellStale = (place: string, cause: unknown) => void;

/**
 * Source of users. A provider only looks users up; the service checks passwords, delays answers after failures, and takes
 * as long for an unknown user as for a wrong password.
 */
export interface UserProvider {
  /** Undefined when there is no such user. A rejection is logged, and the client is told to try again. */
  readonly find: (tenant: string, name: string) => StoredUser | undefined | Promise<StoredUser | undefined>;
  /**
   * What the password of an unknown user is checked against, so that it takes as long as that of a known one: a hash
   * with the parameters that most users have. Default: one with the default parameters.
   */
  readonly decoy?: () => PasswordHash;
  /** Calls back whenever users stay as they were although they have changed; the service reports it. */
  readonly whenStale?: (tell: TellStale) => void;
}
