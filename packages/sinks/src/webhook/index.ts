export { webhookSink } from './webhook-sink.ts';
export type { WebhookOptions, WebhookOrder } from './webhook-options.ts';
