import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type FilesOptions, filesSink } from '../src/files/index.ts';
import type { Sink } from '../src/index.ts';
import { oddOutcomes, plainOutcomes, sinkSuite, type SinkSubject } from '../src/suite/index.ts';
import { FakeClock } from './support/fake-clock.ts';
import { parquetRows } from './support/parquet-rows.ts';
import { makeDirectory, testDirectory } from './support/test-directory.ts';
import { visibleNames } from './support/visible-names.ts';

const never = new AbortController().signal;

/** Names of the files, in order; late ones last. */
function names(directory: string): string[] {
  if (!existsSync(directory)) return [];
  const all = visibleNames(directory).toSorted();
  return [...all.filter((name) => !name.includes('late')), ...all.filter((name) => name.includes('late'))];
}

type Row = Readonly<Record<string, unknown>>;

async function rowsOf(file: string): Promise<Row[]> {
  if (file.endsWith('.parquet')) return parquetRows(file);
  const text = readFileSync(file, 'utf8');
  if (file.includes('.csv')) return parse(text, { columns: true });
  const lines = text.split('\n');
  expect(lines.pop()).toBe('');
  const values = lines.map((line) => JSON.parse(line) as Row | [number, string]);
  return values.map((value) => (Array.isArray(value) ? { position: value[0], id: value[1] } : value));
}

async function rows(directory: string): Promise<Row[]> {
  const found = await Promise.all(names(directory).map((name) => rowsOf(join(directory, name))));
  return found.flat();
}

async function ids(directory: string): Promise<string[]> {
  return (await rows(directory)).map(({ id }) => String(id));
}

for (const format of ['ndjson', 'csv', 'parquet'] as const) {
  describe(`a sink of ${format} files`, () => {
    const open = async (): Promise<SinkSubject> => {
      const directory = makeDirectory();
      const make = (): Sink => filesSink({ directory, format, rotateBytes: 20_000 });
      return {
        sink: make(),
        received: () => ids(directory),
        again: async () => make(),
        dispose: async () => rmSync(directory, { recursive: true }),
      };
    };
    for (const { name, run } of sinkSuite(open, { outages: false })) test(name, run);

    test('a crash anywhere in the last write leaves neither doubles nor holes', async () => {
      const outcomes = [...plainOutcomes(8), ...oddOutcomes(8)].filter(({ outcome }) => outcome.frame.length < 1000);
      const directory = testDirectory();
      const first = filesSink({ directory, format });
      await first.open(never);
      await first.deliver(outcomes.slice(0, 5), never);
      const part = join(directory, names(directory)[0] ?? '');
      const safe = statSync(part).size;
      await first.deliver(outcomes.slice(5), never);
      await first.close();
      const written = readFileSync(part);
      const kept = outcomes.filter(({ outcome }) => format !== 'csv' || !outcome.frame.includes('\0'));
      const cuts = cutsOf(written, safe);
      for (const [index, cut] of cuts.entries()) {
        // A power cut may leave length without content.
        const left = Buffer.alloc(index % 2 === 0 ? 100 : 0);
        // As the run before wrote it, so that each cut begins with what a whole run leaves in the folder.
        writeFileSync(part, Buffer.concat([written.subarray(0, cut), left]));
        const sink = filesSink({ directory, format });
        await sink.open(never);
        await sink.deliver(outcomes.slice(5), never);
        await sink.close();
        expect(await ids(directory), `cut at ${cut}`).toEqual(kept.map(({ id }) => id));
      }
    });
  });
}

/**
 * Where a crash may have cut the file, from `safe` on: beside and behind each line feed, those inside of quotes among them, and
 * once amid each line, because the other bytes of a line are alike to those who read them. An odd number for each line, so that
 * what is left alternates at every one of these places.
 */
function cutsOf(written: Buffer, safe: number): readonly number[] {
  const cuts: number[] = [safe];
  for (let start = safe, at = written.indexOf('\n', start); at >= 0; at = written.indexOf('\n', start)) {
    cuts.push(Math.floor((start + at) / 2), at - 1, at, at + 1, at + 2);
    start = at + 1;
  }
  return cuts.filter((cut) => cut <= written.length);
}

async function opened(options: Partial<FilesOptions> = {}): Promise<{ sink: Sink; directory: string }> {
  const directory = join(testDirectory(), 'outcomes');
  const sink = filesSink({ directory, ...options });
  onTestFinished(() => sink.close());
  await sink.open(never);
  return { sink, directory };
}

test('a file is finished at its size, named by its positions, and for its owner alone', async () => {
  const { sink, directory } = await opened({ rotateBytes: 1000 });
  await sink.deliver(plainOutcomes(10), never);
  await sink.deliver(plainOutcomes(2, 15), never);
  expect(names(directory)).toEqual([
    'suite0000-0000000000000000-0000000000000009.ndjson',
    'suite0000-0000000000000015.ndjson.part',
  ]);
  expect(statSync(directory).mode & 0o077).toBe(0);
  for (const name of names(directory)) expect(statSync(join(directory, name)).mode & 0o077).toBe(0);
});

test('a file is finished after a number of outcomes, those of an earlier run among them', async () => {
  const { sink, directory } = await opened({ rotateOutcomes: 5 });
  await sink.deliver(plainOutcomes(3), never);
  await sink.close();
  const again = filesSink({ directory, rotateOutcomes: 5 });
  onTestFinished(() => again.close());
  await again.open(never);
  await again.deliver(plainOutcomes(1, 3), never);
  expect(names(directory)).toEqual(['suite0000-0000000000000000.ndjson.part']);
  await again.deliver(plainOutcomes(1, 4), never);
  await again.deliver(plainOutcomes(1, 5), never);
  expect(names(directory)).toEqual([
    'suite0000-0000000000000000-0000000000000004.ndjson',
    'suite0000-0000000000000005.ndjson.part',
  ]);
});

test('a file is finished at its age, also when nothing comes, and the next begins with the next outcome', async () => {
  const clock = new FakeClock();
  const { sink, directory } = await opened({ clock, rotateAgeMs: 5000 });
  await sink.deliver(plainOutcomes(3), never);
  clock.pass(4000);
  await sink.deliver(plainOutcomes(3, 3), never);
  expect(await clock.passToNext()).toBe(1000);
  await expect.poll(() => names(directory)).toEqual(['suite0000-0000000000000000-0000000000000005.ndjson']);
  await sink.deliver(plainOutcomes(1, 6), never);
  expect(names(directory)).toHaveLength(2);
});

test('lines hold what an outcome holds; CSV is read by others, absent and empty told apart', async () => {
  const outcomes = oddOutcomes().filter(({ outcome }) => !outcome.frame.includes('\0'));
  const json = await opened();
  await json.sink.deliver(outcomes, never);
  expect(await rows(json.directory)).toEqual(
    outcomes.map(({ position, source, outcome }) => ({
      position,
      ...(source === undefined ? {} : { source }),
      ...outcome.toJSON(),
    })),
  );
  const csv = await opened({ format: 'csv' });
  await csv.sink.deliver(outcomes, never);
  const read = await rows(csv.directory);
  expect(read.map(({ data }) => data)).toEqual(outcomes.map(({ outcome: { data = '' } }) => data));
  expect(read.map(({ other }) => (other === '' ? [] : (JSON.parse(String(other)) as unknown)))).toEqual(
    outcomes.map(({ outcome: { other } }) => other),
  );
  const text = readFileSync(join(csv.directory, names(csv.directory)[0] ?? ''), 'utf8');
  expect(text.split('\r\n')[1]).toMatch(/,false,false,,,,,,$/);
  expect(text.split('\r\n')[2]).toMatch(/,false,false,"",,,,,$/);
});

test('outcomes of another journal begin a file of their own', async () => {
  const { sink, directory } = await opened();
  await sink.deliver(plainOutcomes(3), never);
  const others = plainOutcomes(2).map((each) => ({ ...each, id: `other-${each.position}` }));
  await sink.deliver(others, never);
  expect(names(directory)).toEqual([
    'other-0000000000000000.ndjson.part',
    'suite0000-0000000000000000-0000000000000002.ndjson',
  ]);
});

test('a folder that cannot be written to is said to be so, and used again when it can', async () => {
  const directory = join(testDirectory(), 'file', 'folder');
  writeFileSync(join(directory, '../..', 'file'), '');
  const sink = filesSink({ directory });
  onTestFinished(() => sink.close());
  await expect(sink.open(never)).rejects.toMatchObject({ code: 'SINK_UNAVAILABLE', retryable: true });
  rmSync(join(directory, '..'));
  await sink.open(never);
  await sink.deliver(plainOutcomes(3), never);
  // The folder goes, with the file that is open in it.
  rmSync(directory, { recursive: true });
  writeFileSync(directory, '');
  await sink.close();
  await expect(sink.open(never)).rejects.toMatchObject({ code: 'SINK_UNAVAILABLE' });
  rmSync(directory);
  mkdirSync(directory);
  chmodSync(directory, 0o700);
  await sink.open(never);
  await sink.deliver(plainOutcomes(3), never);
  expect(await ids(directory)).toHaveLength(3);
});

test('settings that make no sense are refused', () => {
  for (const wrong of [
    { directory: '' },
    { directory: 'x', rotateBytes: 0 },
    { directory: 'x', batch: -1 },
    { directory: 'x', rotateOutcomes: 0 },
  ]) {
    expect(() => filesSink(wrong)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  }
});

test('a folder that another sink writes to is refused until that one is closed', async () => {
  const directory = testDirectory();
  const { signal } = new AbortController();
  const [first, second] = [filesSink({ directory }), filesSink({ directory })];
  onTestFinished(async () => {
    await Promise.all([first.close(), second.close()]);
  });
  await first.open(signal);
  await expect(second.open(signal)).rejects.toMatchObject({
    code: 'SINK_UNAVAILABLE',
    retryable: true,
    message: expect.stringContaining(`${directory} belongs to another sink that is open`),
  });
  await first.close();
  await second.open(signal);
  await second.deliver(plainOutcomes(3), signal);
});
