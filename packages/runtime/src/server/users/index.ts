export { addressKey } from './address-key.ts';
export { LoginThrottle, type LoginThrottleOptions } from './login-throttle.ts';
export {
  decoyHash,
  defaultScryptParameters,
  formatPasswordHash,
  hashPassword,
  type PasswordHash,
  parsePasswordHash,
  type ScryptParameters,
} from './password-hash.ts';
export type { StoredUser, TellStale, UserProvider } from './user-provider.ts';
export type { UserEntry } from './user-entry.ts';
export { openUsers, type UsersSource } from './listed-users.ts';
export {
  maxUsersLength,
  type NewUser,
  parseUsers,
  type UserName,
  withoutUser,
  withUser,
  type WithUserOptions,
} from './users-text.ts';
