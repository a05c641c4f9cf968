import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openJetStreamJournal } from '../../src/jetstream/index.ts';
import type { ClaimStore, Journal } from '../../src/journal.ts';
import { LinkProxy } from '../support/link-proxy.ts';
import { hasNatsServer, NatsServers } from '../support/nats-servers.ts';

describe.skipIf(!hasNatsServer)('a claim that several processes want', () => {
  let servers: NatsServers;
  const { signal } = new AbortController();

  beforeAll(async () => {
    servers = await NatsServers.start(1);
  });

  afterAll(async () => {
    await servers.dispose();
  });

  async function open(stream: string, url = servers.urls[0] ?? ''): Promise<Journal> {
    const journal = await openJetStreamJournal({ servers: url, stream, claimTtlMs: 2000, closeTimeoutMs: 500 });
    onTestFinished(() => journal.close());
    return journal;
  }

  function claimsOf({ claims }: Journal): ClaimStore {
    if (claims === undefined) throw new Error('the engine has no claims');
    return claims;
  }

  test('goes to the one that asks last, when its holder has been told and has released it', async () => {
    const stream = `journal_${randomUUID()}`;
    const [one, other] = [claimsOf(await open(stream)), claimsOf(await open(stream))];
    const first = await one.claim('token', signal);
    const events: string[] = [];
    const claiming = other.claim('token', signal).then((claim) => {
      events.push('granted');
      return claim;
    });
    await once(first.lost, 'abort');
    events.push('lost');
    await first.release();
    const second = await claiming;
    expect(events).toEqual(['lost', 'granted']);
    expect(second.lost.aborted).toBe(false);
    const back = one.claim('token', signal);
    await once(second.lost, 'abort');
    await second.release();
    expect((await back).lost.aborted).toBe(false);
  });

  test('goes over when its holder is cut off, who stops before', async () => {
    const stream = `journal_${randomUUID()}`;
    const proxy = await LinkProxy.to(servers.all[0]?.port ?? 0);
    onTestFinished(() => proxy.close());
    const holder = claimsOf(await open(stream, proxy.url));
    const other = claimsOf(await open(stream));
    const held = await holder.claim('token', signal);
    let lostAt = Number.POSITIVE_INFINITY;
    held.lost.addEventListener('abort', () => {
      lostAt = performance.now();
    });
    proxy.cut();
    const taken = await other.claim('token', signal);
    expect(lostAt).toBeLessThan(performance.now());
    expect(taken.lost.aborted).toBe(false);

    // The link is back: the one that was cut off may ask for it again.
    proxy.restore();
    await held.release();
    const again = holder.claim('token', signal);
    await once(taken.lost, 'abort');
    await taken.release();
    expect((await again).lost.aborted).toBe(false);
  });

  test('is free at once when its holder closes', async () => {
    const stream = `journal_${randomUUID()}`;
    const one = await open(stream);
    const other = claimsOf(await open(stream));
    await claimsOf(one).claim('token', signal);
    await one.close();
    expect((await other.claim('token', signal)).lost.aborted).toBe(false);
  });
});
