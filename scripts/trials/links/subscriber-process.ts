/** Runs subscribers until the process is killed. What they got is with the parent before it is acknowledged. */
import { flushCompileCache } from 'node:module';
import { startSubscriber } from './link-subscriber.ts';
import type { SubscriberCommand, SubscriberReport } from './subscriber-messages.ts';

function report(message: SubscriberReport): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(message, () => resolve());
  });
}

process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.on('message', ({ trial, port, heartbeat }: SubscriberCommand) => {
  startSubscriber(port, heartbeat, {
    received: (outcomes) => report({ kind: 'received', trial, outcomes }),
    subscribed: () => void report({ kind: 'subscribed', trial }),
    disconnected: () => undefined,
    failed: (error) => void report({ kind: 'failed', trial, reason: String(error) }),
  });
});
// A killed process cannot flush the cache when it exits.
flushCompileCache();
