export type { ServiceCounters } from './counters.ts';
export type { ListenAddress } from './listener.ts';
export { type OutcomeService, startOutcomeService } from './outcome-service.ts';
export { type AuthenticationLimits, defaultAuthenticationLimits } from './users/authentication-limits.ts';
export {
  decoyHash,
  defaultScryptParameters,
  formatPasswordHash,
  hashPassword,
  type PasswordHash,
  parsePasswordHash,
  type ScryptParameters,
} from './users/password-hash.ts';
export type { StoredUser, UserProvider } from './users/user-provider.ts';
export type { UserEntry } from './users/user-entry.ts';
export { openUsers, type UsersSource } from './users/listed-users.ts';
export {
  maxUsersLength,
  type NewUser,
  parseUsers,
  type UserName,
  withoutUser,
  withUser,
  type WithUserOptions,
} from './users/users-text.ts';
export { RateLimiter, type RateLimiterOptions } from './rate-limiter.ts';
export {
  defaultServiceLimits,
  type ListenOptions,
  type OutcomeServiceOptions,
  type ServiceLimits,
} from './service-options.ts';
export type { ServiceStatus, TransactionStatus } from './service-status.ts';
export type { SubscriberStatus } from './subscriber-list.ts';
export type { TransactionState } from './transaction-state.ts';
