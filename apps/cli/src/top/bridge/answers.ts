import { z } from 'zod';

/** What `top` reads of the bridge's answers; whatever else they hold is passed over. docs/http-api.md describes them. */
const count = z.number();
const time = z.string().transform((text) => Date.parse(text));
const lastError = z.object({ message: z.string().optional(), at: time.optional() }).optional();

export const statusAnswer = z.object({
  version: z.string(),
  startedAt: time,
  ready: z.boolean(),
  missing: z.array(z.string()),
  journal: z.object({
    records: count,
    bytes: count,
    pendingBytes: count,
    oldestTime: time.optional(),
    retainAgeMs: count,
    writable: z.boolean(),
  }),
  events: z.array(z.object({ event: z.string(), of: z.string(), level: z.string(), count, lastAt: time })),
  totals: z.object({ recorded: count, delivered: count }),
});

export const upstreamsAnswer = z.array(
  z.object({
    name: z.string(),
    host: z.string(),
    port: count,
    state: z.string(),
    outcomes: count,
    ratePerSecond: count,
    reconnects: count,
    gaps: count,
    lastOutcomeAt: time.optional(),
    lastError,
    awaySince: time.optional(),
  }),
);

export const subscribersAnswer = z.array(
  z.object({
    tenant: z.string(),
    persistToken: z.string().optional(),
    transactionIdentifier: z.string(),
    state: z.string(),
    remote: z.string().optional(),
    backlog: count,
    ratePerSecond: count,
    expiresAt: time.optional(),
  }),
);

export const sinksAnswer = z.array(
  z.object({
    name: z.string(),
    kind: z.string(),
    state: z.string(),
    backlog: count,
    lagMs: count,
    ratePerSecond: count,
    deadLetters: count,
    pausedBecause: z.string().optional(),
    lastError,
  }),
);

export interface BridgeAnswers {
  readonly status: z.output<typeof statusAnswer>;
  readonly upstreams: z.output<typeof upstreamsAnswer>;
  readonly subscribers: z.output<typeof subscribersAnswer>;
  readonly sinks: z.output<typeof sinksAnswer>;
}
