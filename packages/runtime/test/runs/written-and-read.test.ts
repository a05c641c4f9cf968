import { Buffer } from 'node:buffer';
import { encodeText, type WireEncoding } from '@sdmp/codec';
import { maxRunRecords, runCode } from '@sdmp/protocol';
import { verifies } from '@sdmp/requirements';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FrameReceiver } from '../../src/client/connection/frame-receiver.ts';
import { StreamReceiver } from '../../src/client/connection/stream-receiver.ts';
import { OutcomeWriter } from '../../src/server/outcome-writer.ts';
import { RunWriter } from '../../src/server/run-writer.ts';
import { bodies, type Stored, storedRecords } from './support/stored-records.ts';

const maxFrameBytes = 1024 * 1024;
const transactions = ['t', 'agents of Sales1', ''];
const take = (bytes: number): Buffer => Buffer.alloc(bytes, 0xee);

interface Selected {
  readonly indexes: Uint32Array;
  readonly count: number;
  readonly bodyBytes: number;
}

/** Chooses records by a list of yes and no that comes round, from `from` on. */
function selectionOf({ ends }: Stored, choice: readonly boolean[], from: number): Selected {
  const all = Array.from(ends.keys()).slice(from % ends.length);
  const indexes = Uint32Array.from(all.filter((at) => choice[at % choice.length] === true));
  const bodyBytes = indexes.reduce((sum, at) => sum + (ends[at] ?? 0) - (at === 0 ? 0 : (ends[at - 1] ?? 0)), 0);
  return { indexes, count: indexes.length, bodyBytes };
}

/** Cuts a stream into chunks whose sizes come round, each in the same buffer, as a socket does. */
function feed(bytes: Uint8Array, sizes: readonly number[], push: (chunk: Buffer) => void): void {
  const buffer = Buffer.alloc(Math.max(...sizes));
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const chunk = bytes.subarray(at, at + (sizes[turn % sizes.length] ?? 1));
    buffer.fill(0xff).set(chunk);
    push(buffer.subarray(0, chunk.length));
    at += chunk.length;
  }
}

function readFrames(bytes: Uint8Array, encoding: WireEncoding, sizes: readonly number[]): string[] {
  const told: string[] = [];
  const receiver = new FrameReceiver(
    { frames: (run) => told.push(...run.frames()), oversized: (excerpt) => told.push(`too large: ${excerpt}`) },
    { encoding, maxFrameBytes },
  );
  feed(bytes, sizes, (chunk) => receiver.push(chunk));
  return told;
}

function readStream(bytes: Uint8Array, encoding: WireEncoding, sizes: readonly number[]): string[] {
  const told: string[] = [];
  const receiver = new StreamReceiver(
    {
      frames: (run) => told.push(...run.frames()),
      records: (run) => told.push(...run.frames()),
      oversized: (excerpt) => told.push(`too large: ${excerpt}`),
      broken: (reason) => told.push(`broken: ${reason}`),
    },
    { encoding, maxFrameBytes },
  );
  feed(bytes, sizes, (chunk) => receiver.push(chunk));
  return told;
}

const chunkSizes = fc.oneof(
  fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 }),
  fc.array(fc.integer({ min: 1000, max: 300_000 }), { minLength: 1, maxLength: 5 }),
);

test(`${verifies('RUN-1', 'RUN-2')}any records, any selection, any chunks: what is read of runs is what is read of OZ, in order`, () => {
  fc.assert(
    fc.property(
      bodies,
      fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }),
      fc.nat(50),
      fc.constantFrom(...transactions),
      fc.boolean(),
      chunkSizes,
      (given, choice, from, transactionIdentifier, isRouted, sizes) => {
        const batch = storedRecords(977, given);
        const selection = selectionOf(batch, [true, ...choice], from);
        const options = { encoding: 'utf-8', isRouted, transactionIdentifier, placeJournal: '' } as const;
        const documented = new OutcomeWriter(options).write(batch, selection, take);
        const runs = new RunWriter(options).write(batch, selection, take);
        const between = encodeText('MV\\TKa\0', 'utf-8');
        const streamOf = (bytes: Uint8Array): Uint8Array => Buffer.concat([between, bytes, between, bytes]);
        const expected = readFrames(streamOf(documented), 'utf-8', [documented.length + 100]);
        expect(readStream(streamOf(runs), 'utf-8', sizes)).toEqual(expected);
      },
    ),
    { numRuns: 300 },
  );
});

test(`${verifies('RUN-2')}characters that a socket's encoding lacks come whole in a run`, () => {
  const batch = storedRecords(
    0,
    Array.from({ length: 20 }, (_, at) => String.raw`\CNŁódź${String(at)}\AN客戶📞`),
  );
  const options = { isRouted: false, transactionIdentifier: 'é', placeJournal: '' };
  for (const encoding of ['windows-1252', 'latin1'] as const) {
    const bytes = new RunWriter({ ...options, encoding }).write(batch, selectionOf(batch, [true], 0), take);
    const frames = readStream(bytes, encoding, [7]);
    expect(frames).toHaveLength(20);
    expect(frames[13]).toBe(String.raw`OZ\TXé\ZP.13.1700000000004\CNŁódź13\AN客戶📞`);
  }
});

test(`${verifies('RUN-3')}of a stream that is cut in a run nothing half is told`, () => {
  const batch = storedRecords(
    5,
    Array.from({ length: 40 }, (_, at) => String.raw`\CNSales1\SI${String(at)}`),
  );
  const options = { encoding: 'windows-1252', isRouted: false, transactionIdentifier: 't', placeJournal: '' } as const;
  const bytes = new RunWriter(options).write(batch, selectionOf(batch, [true], 0), take);
  for (let length = 0; length < bytes.length; length++) {
    expect(readStream(bytes.subarray(0, length), 'windows-1252', [100])).toEqual([]);
  }
  expect(readStream(bytes, 'windows-1252', [100])).toHaveLength(40);
});

test('more records than a run may have come in several', () => {
  const batch = storedRecords(0, Array.from({ length: 3 * maxRunRecords + 1 }).fill('\\RE') as string[]);
  const options = { encoding: 'latin1', isRouted: false, transactionIdentifier: 't', placeJournal: '' } as const;
  const bytes = new RunWriter(options).write(batch, selectionOf(batch, [true], 0), take);
  expect(readStream(bytes, 'latin1', [256 * 1024])).toHaveLength(batch.ends.length);
});

test('what is left behind a run comes as a run, however few records it is', () => {
  const half = 'x'.repeat(40_000);
  const given = [
    ...Array.from({ length: 20 }, (_, at) => String.raw`\CNa\RE${String(at)}`),
    `\\DT${half}`,
    `\\DT${half}`,
  ];
  const batch = storedRecords(0, given);
  const options = { encoding: 'latin1', isRouted: false, transactionIdentifier: 't', placeJournal: '' } as const;
  const bytes = new RunWriter(options).write(batch, selectionOf(batch, [true], 0), take);
  const told: number[] = [];
  const receiver = new StreamReceiver(
    {
      records: (run) => told.push(run.count),
      frames: () => told.push(0),
      oversized: () => told.push(0),
      broken: () => told.push(0),
    },
    { encoding: 'latin1', maxFrameBytes },
  );
  feed(bytes, [1000], (chunk) => receiver.push(chunk));
  expect(told).toEqual([21, 1]);
});

test('fewer records than are worth a run come as OZ, and so does a body that is too long for one', () => {
  const options = { encoding: 'latin1', isRouted: false, transactionIdentifier: 't', placeJournal: '' } as const;
  const few = storedRecords(0, [String.raw`\CNa`, String.raw`\CNb`]);
  const long = storedRecords(0, [`\\DT${'x'.repeat(70_000)}`]);
  for (const batch of [few, long]) {
    const selection = selectionOf(batch, [true], 0);
    const bytes = new RunWriter(options).write(batch, selection, take);
    expect(Buffer.from(bytes)).toEqual(Buffer.from(new OutcomeWriter(options).write(batch, selection, take)));
  }
});

const batchOf20 = storedRecords(0, Array.from({ length: 20 }).fill(String.raw`\CNSales1`) as string[]);
const runOf20 = new RunWriter({
  encoding: 'latin1',
  isRouted: false,
  transactionIdentifier: 't',
  placeJournal: '',
}).write(batchOf20, selectionOf(batchOf20, [true], 0), take);

test(`${verifies('RUN-3')}a run that does not agree with its head is told as broken, and nothing behind it is read`, () => {
  const numbersAt = runOf20.indexOf(0) + 1;
  const endsAt = numbersAt + 20 * 8;
  for (const [at, byte] of [
    [endsAt, 200],
    [endsAt + 4, 0],
    [endsAt + 19 * 4, 1],
    [endsAt + 3, 0xff],
  ] as const) {
    const wrong = Buffer.from(runOf20);
    wrong[at] = byte;
    const told = readStream(Buffer.concat([wrong, Buffer.from('MV\\TKa\0')]), 'latin1', [1000]);
    expect(told).toEqual([expect.stringMatching(/^broken: /)]);
  }
});

test('what begins like a run and is none is a frame', () => {
  const frames = ['Z', 'ZR', `${runCode}\\`, `${runCode}\\TXt`, `${runCode}\\${'x'.repeat(2000)}`, 'ZX', 'OZ\\TXt'];
  const bytes = Buffer.from(frames.map((frame) => `${frame}\0`).join(''));
  for (const size of [1, 2, 3, 5, 700, 10_000]) expect(readStream(bytes, 'latin1', [size])).toEqual(frames);
});
