export { Allowance, type AllowanceOptions } from './allowance.ts';
export type { ClockStatus } from './clock-watch.ts';
export type { ServiceCounters } from './counters.ts';
export type { ListenAddress } from './listener.ts';
export { type OutcomeService, startOutcomeService } from './outcome-service.ts';
export { refusalFrame } from './replies.ts';
export { type AuthenticationLimits, defaultAuthenticationLimits } from './users/authentication-limits.ts';
export { RateLimiter, type RateLimiterOptions } from './rate-limiter.ts';
export {
  defaultServiceLimits,
  type ListenOptions,
  type OutcomeServiceOptions,
  type ServiceLimits,
} from './service-options.ts';
export { defaultTlsLimits, type TlsLimits, type TlsListenOptions } from './tls/tls-listen-options.ts';
export { TlsFront, type TlsFrontParts } from './tls/tls-front.ts';
export { tlsListenerEvents } from './tls/tls-listener-events.ts';
export { serverEvents } from './server-events.ts';
export type { ServiceStatus, TransactionStatus } from './service-status.ts';
export type { SubscriberStatus } from './subscriber-list.ts';
export type { TransactionState } from './transaction-state.ts';
