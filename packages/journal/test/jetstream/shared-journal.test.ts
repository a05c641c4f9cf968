import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { cursor, numbered, readAll, record } from '../../src/conformance/records.ts';
import { type JetStreamJournalOptions, openJetStreamJournal } from '../../src/jetstream/index.ts';
import type { Journal } from '../../src/journal.ts';
import { hasNatsServer, NatsServers } from '../support/nats-servers.ts';

describe.skipIf(!hasNatsServer)('a journal that several processes share', () => {
  let servers: NatsServers;

  beforeAll(async () => {
    servers = await NatsServers.start(1);
  });

  afterAll(async () => {
    await servers.dispose();
  });

  async function openSeveral(count: number, options: Partial<JetStreamJournalOptions> = {}): Promise<Journal[]> {
    const stream = `journal_${randomUUID()}`;
    const open = (): Promise<Journal> => openJetStreamJournal({ servers: servers.urls, stream, ...options });
    const journals = await Promise.all(Array.from({ length: count }, open));
    onTestFinished(async () => {
      await Promise.all(journals.map((journal) => journal.close()));
    });
    return journals;
  }

  function bodiesOf(records: readonly { readonly body: string }[]): string[] {
    return records.map(({ body }) => body);
  }

  test('has one id for all who open it', async () => {
    const journals = await openSeveral(3);
    expect(new Set(journals.map(({ id }) => id)).size).toBe(1);
  });

  test('is made once by many that open it at the same moment', async () => {
    for (let round = 0; round < 10; round++) {
      const journals = await openSeveral(6);
      expect(new Set(journals.map(({ id }) => id)).size).toBe(1);
      await Promise.all(journals.map((journal) => journal.append(numbered(1))));
      const [one] = journals as [Journal];
      await one.grownBeyond(5, AbortSignal.timeout(60_000));
      expect(await readAll(one)).toHaveLength(6);
    }
  });

  test('is refused when another stream takes in its messages, and that one is named', async () => {
    const stream = `journal_${randomUUID()}`;
    const connection = await connect({ servers: [...servers.urls] });
    onTestFinished(() => connection.close());
    const manager = await jetstreamManager(connection);
    await manager.streams.add({ name: 'THEIRS', subjects: [`${stream}.>`] });
    onTestFinished(async () => void (await manager.streams.delete('THEIRS')));
    await expect(openJetStreamJournal({ servers: servers.urls, stream })).rejects.toMatchObject({
      code: 'JOURNAL_UNWRITABLE',
      message: expect.stringMatching(/go to stream THEIRS already: name another stream\.$/),
    });
  });

  test('keeps erased what two processes erase in one batch at the same time, and shows no damage meanwhile', async () => {
    const [one, other, reader] = (await openSeveral(3, { cacheBytes: 0 })) as [Journal, Journal, Journal];
    await one.append(numbered(40));
    // The newest batch is in memory; the one before it is read from the server.
    await one.append([record({ body: 'behind' })]);
    for (const each of [other, reader]) await each.grownBeyond(40, AbortSignal.timeout(60_000));
    const eraseEach = async (journal: Journal, first: number): Promise<number> => {
      let records = 0;
      for (let number = first; number < 20; number += 2) {
        const erased = await journal.erase(({ body }) => Buffer.from(body).toString() === `number ${number}`);
        expect(erased.unread).toEqual([]);
        records += erased.records;
      }
      return records;
    };
    const erasing = Promise.all([eraseEach(one, 0), eraseEach(other, 1)]);
    const erased = new AbortController();
    const end = (): void => erased.abort();
    void erasing.then(end, end);
    while (!erased.signal.aborted) {
      expect((await readAll(reader)).length).toBeGreaterThanOrEqual(21);
      await setImmediate();
    }
    expect(await erasing).toEqual([10, 10]);
    await reader.cursors.load();
    for (const journal of [one, other, reader]) {
      await expect.poll(async () => (await readAll(journal)).length).toBe(21);
    }
  });

  test('ends where it ended for a process that opens it while another erases its newest records', async () => {
    const stream = `journal_${randomUUID()}`;
    const open = (): Promise<Journal> => openJetStreamJournal({ servers: servers.urls, stream });
    const one = await open();
    onTestFinished(() => one.close());
    await one.append(numbered(12));
    const erasing = (async () => {
      for (let number = 0; number < 10; number++) {
        await one.erase(({ body }) => Buffer.from(body).toString() === `number ${number}`);
      }
    })();
    for (let round = 0; round < 10; round++) {
      const other = await open();
      expect([other.end, (await readAll(other)).length]).toEqual([12, expect.any(Number)]);
      await other.close();
    }
    await erasing;
    expect(await one.append(numbered(1))).toEqual({ first: 12, count: 1 });
  });

  test('takes in what each appends at the same time, once and in the order of each', async () => {
    const journals = await openSeveral(3);
    await Promise.all(
      journals.map(async (journal, writer) => {
        for (let batch = 0; batch < 40; batch++) {
          await journal.append(numbered(7, { campaign: `${writer}`, body: `${writer} ${batch}` }));
        }
      }),
    );
    const [one, other] = journals as [Journal, Journal, Journal];
    await other.grownBeyond(839, AbortSignal.timeout(60_000));
    await one.grownBeyond(839, AbortSignal.timeout(60_000));
    const found = await readAll(one);
    expect(await readAll(other)).toEqual(found);
    expect(found.map(({ position }) => position)).toEqual(Array.from({ length: 840 }, (_, index) => index));
    for (const writer of [0, 1, 2]) {
      const own = bodiesOf(found.filter(({ campaign }) => campaign === `${writer}`));
      expect(own).toEqual(Array.from({ length: 280 }, (_, index) => `${writer} ${Math.floor(index / 7)}`));
    }
  });

  test('wakes those who wait for growth, also when another appends', async () => {
    const [one, other] = (await openSeveral(2)) as [Journal, Journal];
    const waiting = other.grownBeyond(other.end, AbortSignal.timeout(60_000));
    await one.append(numbered(1));
    await waiting;
    expect(bodiesOf(await readAll(other))).toEqual(['number 0']);
  });

  test('shows each process the cursors of the others, those of an append too', async () => {
    const [one, other] = (await openSeveral(2)) as [Journal, Journal];
    await one.append(numbered(1), { cursors: [cursor('appended', 1)] });
    await one.cursors.save([cursor('saved', 2)]);
    expect(new Set(await other.cursors.load())).toEqual(new Set([cursor('appended', 1), cursor('saved', 2)]));
    await other.append(numbered(1), { cursors: [cursor('appended', 3)] });
    await other.cursors.remove([{ tenant: 'acme', name: 'saved' }]);
    expect(await one.cursors.load()).toEqual([cursor('appended', 3)]);
  });

  test('refuses a cursor that another process has moved since it was loaded', async () => {
    const [one, other] = (await openSeveral(2)) as [Journal, Journal];
    await one.cursors.save([cursor('token', 1)]);
    await other.cursors.load();
    await other.cursors.save([cursor('token', 5)]);
    await expect(one.cursors.save([cursor('token', 2)])).rejects.toMatchObject({ code: 'JOURNAL_CURSOR_TAKEN' });
    expect(await one.cursors.load()).toEqual([cursor('token', 5)]);
    await one.cursors.save([cursor('token', 6)]);
    expect(await other.cursors.load()).toEqual([cursor('token', 6)]);
  });

  test('stores a record once that two appenders hand in under the same id', async () => {
    const [one, other] = (await openSeveral(2)) as [Journal, Journal];
    const total = 600;
    const submit = async (journal: Journal, size: number): Promise<void> => {
      for (let at = 0; at < total; at += size) {
        const numbers = Array.from({ length: Math.min(size, total - at) }, (_, index) => at + index);
        const ids = numbers.map((number) => `dialer:${number}`);
        const records = numbers.map((number) => record({ body: `${number}` }));
        await journal.append(records, { ids });
      }
    };
    await Promise.all([submit(one, 7), submit(other, 11)]);
    await one.cursors.load();
    const bodies = bodiesOf(await readAll(one));
    expect(bodies.toSorted((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: total }, (_, i) => `${i}`));
    // Both hand them in in the same order, so they stand in it.
    expect(bodies.map(Number)).toEqual(Array.from({ length: total }, (_, index) => index));
  });

  test('knows the ids that were stored before it was opened', async () => {
    const stream = `journal_${randomUUID()}`;
    const first = await openJetStreamJournal({ servers: servers.urls, stream });
    await first.append(numbered(3), { ids: ['a', 'b', undefined] });
    await first.close();
    const again = await openJetStreamJournal({ servers: servers.urls, stream });
    onTestFinished(() => again.close());
    expect(await again.append(numbered(3), { ids: ['b', 'c', 'a'] })).toEqual({ first: 3, count: 1 });
    expect(await again.append(numbered(2), { ids: ['a', 'c'], cursors: [cursor('place', 9)] })).toMatchObject({
      count: 0,
    });
    expect(await again.cursors.load()).toEqual([cursor('place', 9)]);
    expect(await readAll(again)).toHaveLength(4);
  });

  test('keeps no more ids than it may', async () => {
    const [one] = (await openSeveral(1, { maxDuplicateIds: 2 })) as [Journal];
    await one.append(numbered(2), { ids: ['a', 'b'] });
    await one.append(numbered(2), { ids: ['c', 'd'] });
    expect(await one.append(numbered(2), { ids: ['a', 'd'] })).toMatchObject({ count: 1 });
  });

  test('is pruned and erased for all of them', async () => {
    const [one, other] = (await openSeveral(2)) as [Journal, Journal];
    for (let batch = 0; batch < 10; batch++) await one.append(numbered(10));
    await other.grownBeyond(99, AbortSignal.timeout(60_000));
    await one.erase(({ body }) => Buffer.from(body).toString() === 'number 3');
    await other.cursors.load();
    await expect.poll(async () => (await readAll(other)).length).toBe(90);
    await one.prune({ maxBytes: one.stats().bytes / 2 });
    await other.cursors.load();
    await expect.poll(() => [other.first, other.end, other.stats()]).toEqual([one.first, one.end, one.stats()]);
    expect(await readAll(other)).toEqual(await readAll(one));
  });
});
