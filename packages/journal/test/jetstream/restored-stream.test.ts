import { randomUUID } from 'node:crypto';
import { EventLog } from '@sdmp/events';
import { verifies } from '@sdmp/requirements';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { cursor, numbered, readAll } from '../../src/conformance/records.ts';
import { journalEvents } from '../../src/engine/journal-events.ts';
import { type Journal, type JournalPlace, RecordReader, upstreamCursor } from '../../src/index.ts';
import { openJetStreamJournal } from '../../src/jetstream/index.ts';
import { hasNatsServer, NatsServers } from '../support/nats-servers.ts';
import { copyStreamFolder, snapshotStream, type StreamCopy } from '../support/stream-copies.ts';

const ways: readonly (readonly [string, (servers: NatsServers, stream: string) => Promise<StreamCopy>])[] = [
  ['from a snapshot', snapshotStream],
  ['from a copy of its folder', copyStreamFolder],
];

describe.skipIf(!hasNatsServer)('a journal whose stream was restored while its bucket was kept', () => {
  let servers: NatsServers;

  beforeAll(async () => {
    servers = await NatsServers.start(1);
  });

  afterAll(async () => {
    await servers.dispose();
  });

  const name = (): string => `journal_${randomUUID()}`;

  async function open(stream: string, lines: string[] = []): Promise<Journal> {
    const logger = { error: (line: string) => void lines.push(line) };
    const events = new EventLog(journalEvents, { logger });
    const journal = await openJetStreamJournal({ servers: servers.urls, stream, events, closeTimeoutMs: 500 });
    onTestFinished(() => journal.close());
    return journal;
  }

  /** Bodies of what a reader gets, and the gaps that it is told of. */
  async function readFrom(journal: Journal, position: number): Promise<{ bodies: string[]; told: string[] }> {
    const reader = new RecordReader(journal);
    const [bodies, told]: [string[], string[]] = [[], []];
    for (let at = position; at < journal.end; ) {
      const step = await reader.step(at);
      if (step.kind === 'gap') told.push(`${step.reason} at ${step.from}`);
      at = step.to;
    }
    for (const { body, position: each } of await readAll(journal)) if (each >= position) bodies.push(body);
    reader.close();
    return { bodies, told };
  }

  async function positionOf(journal: Journal, token: string): Promise<number | undefined> {
    return (await journal.cursors.load()).find((each) => each.name === token)?.position;
  }

  test.each(ways)(
    verifies('PS-11') + '%s continues in another branch, and hides nothing behind old cursors',
    async (_, copy) => {
      const stream = name();
      const before = await open(stream);
      await before.append(numbered(20));
      await before.cursors.save([cursor('early', 5), cursor('late', 20)]);
      await before.close();
      const saved = await copy(servers, stream);
      const lost = await open(stream);
      await lost.append(numbered(30, { body: 'lost' }));
      await lost.cursors.save([cursor('late', 50), cursor('new', 33)]);
      const upstream = upstreamCursor('dialer', 'token', 'theirs');
      await lost.append(numbered(1), { cursors: [{ ...cursor('', 900), ...upstream }] });
      const places: JournalPlace[] = [20, 35, 50].map((position) => ({
        journal: lost.history.nameAt(position),
        position,
      }));
      await lost.close();
      await saved.restore();

      const lines: string[] = [];
      const journal = await open(stream, lines);
      expect(journal.end).toBe(21);
      expect(journal.history.losses).toEqual([{ at: 20, since: 20, atLeast: 30 }]);
      expect(lines).toEqual([
        expect.stringMatching(
          /^The journal has gone back to position 20, as stream \S+, which ends at message \d+ .* missing: 30;/,
        ),
      ]);
      expect(await positionOf(journal, 'early')).toBe(5);
      expect(await positionOf(journal, 'late')).toBe(20);
      expect(await positionOf(journal, 'new')).toBe(20);
      expect(await positionOf(journal, upstream.name)).toBeUndefined();

      await journal.append(numbered(60, { body: 'after' }));
      for (const token of ['late', 'new']) {
        const { bodies, told } = await readFrom(journal, (await positionOf(journal, token)) ?? -1);
        expect(bodies.filter((body) => body.startsWith('after'))).toHaveLength(60);
        expect(told).toEqual(['history at 20']);
      }
      for (const place of places) {
        expect(journal.history.positionOf(place)).toBeUndefined();
        expect(journal.history.resolve({ ...place, position: place.position + 1 })).toMatchObject({ kind: 'unknown' });
      }
      const names = places.map((place) => place.journal);
      expect(names).not.toContain(journal.history.nameAt(35));
      await journal.close();
      const again = await open(stream);
      expect([again.end, again.history.losses.length]).toEqual([81, 1]);
      await again.cursors.save([cursor('late', 70)]);
      await again.close();
      expect(await positionOf(await open(stream), 'late')).toBe(70);
    },
  );

  test('keeps what retention had removed since from hiding what is recorded now', async () => {
    const stream = name();
    const before = await open(stream);
    for (let batch = 0; batch < 4; batch++) await before.append(numbered(10));
    await before.close();
    const saved = await snapshotStream(servers, stream);
    const lost = await open(stream);
    for (let batch = 0; batch < 8; batch++) await lost.append(numbered(10));
    expect((await lost.prune({ maxBytes: 1 })).first).toBeGreaterThan(100);
    await lost.close();
    await saved.restore();

    const journal = await open(stream);
    expect([journal.first, journal.end]).toEqual([0, 41]);
    await journal.append(numbered(30, { body: 'after' }));
    expect((await readAll(journal)).filter(({ body }) => body.startsWith('after'))).toHaveLength(30);
    expect((await journal.prune({ maxBytes: 1 })).first).toBeGreaterThan(0);
    await journal.append(numbered(1));
    await journal.close();
    expect((await open(stream)).end).toBe(72);
  });

  test('keeps erased what was erased after the copy, and nothing else', async () => {
    const stream = name();
    const before = await open(stream);
    await before.append(numbered(10));
    await before.append(numbered(10));
    await before.close();
    const saved = await snapshotStream(servers, stream);
    const lost = await open(stream);
    await lost.append(numbered(10));
    const erased = await lost.erase(({ position }) => position % 10 === 3);
    expect(erased.records).toBe(3);
    await lost.close();
    await saved.restore();

    const journal = await open(stream);
    await journal.append(numbered(20, { body: 'after' }));
    const held = (await readAll(journal)).map(({ position }) => position);
    expect(held).not.toContain(3);
    expect(held).not.toContain(13);
    expect(held.filter((position) => position > 20)).toHaveLength(20);
    expect(journal.end).toBe(41);
    for await (const damage of journal.verify()) expect(damage).toBeUndefined();
  });

  test('is found by several that open it together, and readers are told once', async () => {
    const stream = name();
    const before = await open(stream);
    await before.append(numbered(20));
    await before.close();
    const saved = await snapshotStream(servers, stream);
    const lost = await open(stream);
    await lost.append(numbered(10));
    await lost.cursors.save([cursor('late', 30)]);
    await lost.close();
    await saved.restore();
    const journals = await Promise.all(Array.from({ length: 4 }, () => open(stream)));
    await Promise.all(journals.map((journal) => journal.append(numbered(5))));
    const [one] = journals;
    await one?.grownBeyond(40, AbortSignal.timeout(60_000));
    expect(one?.history.losses).toEqual([{ at: 20, since: 20, atLeast: 10 }]);
    expect(one?.end).toBe(41);
  });

  test('ends the processes that have seen more, also when it has grown past what they know', async () => {
    const stream = name();
    const running = await open(stream);
    await running.append(numbered(20));
    const saved = await snapshotStream(servers, stream);
    await running.append(numbered(10));
    const ended = running.grownBeyond(30, AbortSignal.timeout(60_000));
    const told = expect(ended).rejects.toThrow(/has gone back to message \d+ or before.*Open it again/s);
    await saved.restore();
    const journal = await open(stream);
    for (let batch = 0; batch < 20; batch++) await journal.append(numbered(5, { body: 'after' }));
    await told;
    await expect(running.append(numbered(1))).rejects.toMatchObject({ code: 'JOURNAL_DAMAGED' });
    expect((await readAll(journal)).filter(({ body }) => body.startsWith('after'))).toHaveLength(100);
  });

  test('ends a process that is alone with it, when it appends or follows again', async () => {
    const stream = name();
    const running = await open(stream);
    await running.append(numbered(20));
    const saved = await snapshotStream(servers, stream);
    await running.append(numbered(10));
    await saved.restore();
    await expect(running.append(numbered(1))).rejects.toThrow(/has gone back/);
    await running.close();
    const journal = await open(stream);
    expect(journal.history.losses).toEqual([{ at: 20, since: 20, atLeast: 10 }]);
  });

  test('begins anew behind what was known when the stream is gone altogether', async () => {
    const stream = name();
    const before = await open(stream);
    const empty = await snapshotStream(servers, stream);
    await before.append(numbered(20));
    await before.cursors.save([cursor('late', 20)]);
    const place = { journal: before.history.nameAt(7), position: 7 };
    await before.close();
    await empty.restore();
    const journal = await open(stream);
    await journal.append(numbered(30));
    expect(await positionOf(journal, 'late')).toBe(0);
    expect((await readFrom(journal, 0)).told).toEqual(['history at 0']);
    expect(journal.history.positionOf(place)).toBeUndefined();
  });
});
