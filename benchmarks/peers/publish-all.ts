import { type Corpus, messageAt } from '../corpus/corpus.ts';
import type { PublishLimits } from './peer.ts';

/** Maximum number of unacknowledged messages. */
const mostUnderWay = 8192;

export type Done = (error?: unknown) => void;
export type Send = (message: string, done: Done) => void;

/** Publishes through clients that acknowledge with a promise. */
export async function tell(acknowledged: Promise<unknown>, done: Done): Promise<void> {
  try {
    await acknowledged;
  } catch (error) {
    done(error);
    return;
  }
  done();
}

/** Keeps a window of messages unacknowledged until `count` are acknowledged or time is up. Resolves with the number acknowledged. */
export function publishAll(send: Send, corpus: Corpus, { count, timeLimitMs }: PublishLimits): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const ends = performance.now() + timeLimitMs;
  let target = count;
  let sent = 0;
  let acknowledged = 0;
  const done = (error?: unknown): void => {
    if (error !== undefined && error !== null) return reject(error);
    acknowledged++;
    if (acknowledged === target) return resolve(acknowledged);
    if (sent - acknowledged <= mostUnderWay / 2) fill();
  };
  const fill = (): void => {
    if (performance.now() > ends) target = Math.min(target, sent);
    while (sent < target && sent - acknowledged < mostUnderWay) send(messageAt(corpus, sent++), done);
  };
  fill();
  return promise;
}
