export {
  defaultServiceLimits,
  type ListenAddress,
  type ListenOptions,
  type OutcomeService,
  type OutcomeServiceOptions,
  RateLimiter,
  type RateLimiterOptions,
  ServiceCounters,
  type ServiceLimits,
  type ServiceStatus,
  startOutcomeService,
  type TransactionState,
  type TransactionStatus,
} from './server/index.ts';
export type { Logger } from './logger.ts';
