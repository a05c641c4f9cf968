export { type Client, connect, type OutcomesOptions } from './client.ts';
export { type ClientLimits, type ClientOptions, defaultClientLimits } from './client-options.ts';
export { clientChannels } from './diagnostics.ts';
export type { RequestOptions } from './pending-requests.ts';
export { RequestRejectedError } from './rejection.ts';
export type { ClientStatus } from './status.ts';
export { maxWaitingStatuses } from './status-feed.ts';
export { type BatchOptions, defaultMaxBatch, type Subscription } from './subscription.ts';
export type { OutcomesRequest } from './subscription-request.ts';
