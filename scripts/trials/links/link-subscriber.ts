// Not by way of all built packages: each trial that kills its client starts a process that loads this.
import { connect } from '../../../packages/runtime/dist/client.js';
import type { Heartbeat } from './heartbeats.ts';
import { numberIn, type NumberedOutcome } from './numbered-outcomes.ts';

/** What a subscriber tells. */
export interface SubscriberEvents {
  /** Called with outcomes before they are acknowledged; what resolves lets them be. */
  readonly received: (outcomes: readonly NumberedOutcome[]) => Promise<void> | void;
  /** The service knows the persist token: what is recorded from now on is to be delivered. */
  readonly subscribed: () => void;
  readonly disconnected: () => void;
  readonly failed: (error: unknown) => void;
}

/** A connection attempt of a trial ends after this time, milliseconds: longer than any pause of a busy machine, we hope. */
const answerTimeoutMs = 2000;

/** Starts a client with a persist token that reads until it is closed. Returns a function that closes it. */
export function startSubscriber(port: number, heartbeat: Heartbeat, events: SubscriberEvents): () => Promise<void> {
  const client = connect({
    port,
    heartbeatIntervalMs: heartbeat.intervalMs,
    heartbeatTimeoutMs: heartbeat.timeoutMs,
    reconnectBaseMs: 10,
    reconnectCapMs: 100,
    answerTimeoutMs,
    connectTimeoutMs: answerTimeoutMs,
    closeTimeoutMs: 1000,
  });
  const read = async (): Promise<void> => {
    const request = { persistToken: 'trial', rateControl: 1_000_000 };
    for await (const batch of client.outcomes(request).batches()) {
      await events.received(batch.map((outcome) => ({ number: numberIn(outcome), id: outcome.id })));
    }
  };
  const watch = async (): Promise<void> => {
    for await (const { kind } of client.status()) {
      if (kind === 'subscribed') events.subscribed();
      else if (kind === 'disconnected') events.disconnected();
    }
  };
  read().catch(events.failed);
  watch().catch(events.failed);
  return () => client.close();
}
