import { cpSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync } from 'hyparquet';
import { expect, onTestFinished, test } from 'vitest';
import { type FilesOptions, filesSink } from '../src/files/index.ts';
import type { Sink } from '../src/index.ts';
import { oddOutcomes, outcomeAt, plainOutcomes } from '../src/suite/index.ts';
import { parquetRows } from './support/parquet-rows.ts';
import { testDirectory } from './support/test-directory.ts';
import { visibleNames } from './support/visible-names.ts';

const never = new AbortController().signal;

async function opened(options: Partial<FilesOptions> = {}): Promise<{ sink: Sink; directory: string }> {
  const directory = join(testDirectory(), 'outcomes');
  const sink = filesSink({ directory, format: 'parquet', rotateBytes: 1, ...options });
  onTestFinished(() => sink.close());
  await sink.open(never);
  return { sink, directory };
}

const finished = 'suite0000-0000000000000000-0000000000000009.parquet';
const part = 'suite0000-0000000000000000.parquet.part';

test('a Parquet file holds what outcomes hold, in columns of their own types', async () => {
  const { sink, directory } = await opened();
  const outcomes = oddOutcomes();
  await sink.deliver(outcomes, never);
  const [name = ''] = visibleNames(directory);
  const file = join(directory, name);
  expect(await parquetRows(file)).toEqual(
    outcomes.map(({ position, id, source = null, outcome }) => ({
      position,
      id,
      source,
      time: new Date(outcome.time),
      tenantDescriptor: outcome.tenantDescriptor ?? null,
      campaignName: outcome.campaignName ?? null,
      sessionIdentifier: outcome.sessionIdentifier ?? null,
      telephoneNumber: outcome.telephoneNumber ?? null,
      agentIdentifier: outcome.agentIdentifier ?? null,
      agentAlternativeIdentifier: outcome.agentAlternativeIdentifier ?? null,
      reason: outcome.reason ?? null,
      reasonName: outcome.reasonName ?? null,
      agentOutcome: outcome.agentOutcome ?? null,
      rawCause: outcome.rawCause ?? null,
      dontDial: outcome.dontDial,
      success: outcome.success,
      data: outcome.data ?? null,
      other: outcome.other.length === 0 ? null : outcome.other,
      revision: outcome.corrected?.revision ?? null,
      correctedTime: outcome.corrected === undefined ? null : new Date(outcome.corrected.time),
      correctedReason: outcome.corrected?.reason ?? null,
      correctedAgentOutcome: outcome.corrected?.agentOutcome ?? null,
    })),
  );
  const { schema } = await parquetMetadataAsync(await asyncBufferFromFile(file));
  const typeOf = (column: string): unknown => schema.find((element) => element.name === column);
  expect(typeOf('time')).toMatchObject({ type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true } });
  expect(typeOf('reason')).toMatchObject({ type: 'INT64', repetition_type: 'OPTIONAL' });
  expect(typeOf('success')).toMatchObject({ type: 'BOOLEAN', repetition_type: 'REQUIRED' });
  expect(typeOf('data')).toMatchObject({ type: 'BYTE_ARRAY', converted_type: 'UTF8' });
  expect(typeOf('other')).toMatchObject({ converted_type: 'JSON' });
  expect(statSync(file).mode & 0o077).toBe(0);
});

test('a file of many outcomes is made of row groups, which readers can leave out by time and position', async () => {
  const { sink, directory } = await opened();
  const data = 'x'.repeat(100_000);
  const outcomes = Array.from({ length: 200 }, (_, position) => outcomeAt(position, { data }));
  await sink.deliver(outcomes, never);
  const [name = ''] = visibleNames(directory);
  const { row_groups: groups } = await parquetMetadataAsync(await asyncBufferFromFile(join(directory, name)));
  expect(groups.length).toBeGreaterThan(1);
  let next = 0;
  for (const { columns, num_rows: rows } of groups) {
    const position = columns.find(({ meta_data: held }) => held?.path_in_schema[0] === 'position');
    expect(position?.meta_data?.statistics?.min_value).toBe(BigInt(next));
    next += Number(rows);
    expect(position?.meta_data?.statistics?.max_value).toBe(BigInt(next - 1));
  }
  expect(next).toBe(200);
});

test('a crash while a file is finished leaves neither doubles nor holes', async () => {
  const outcomes = plainOutcomes(10);
  const half = join(testDirectory(), 'half');
  const first = filesSink({ directory: half, format: 'parquet' });
  await first.open(never);
  await first.deliver(outcomes, never);
  await first.close();
  expect(visibleNames(half)).toEqual([part]);
  // Before it had its name: what was made of it is not whole.
  writeFileSync(join(half, `${finished}.new`), 'PAR1');
  const sink = filesSink({ directory: half, format: 'parquet', rotateBytes: 1 });
  onTestFinished(() => sink.close());
  await sink.open(never);
  expect(visibleNames(half)).toEqual([part]);
  // After it had its name: the lines are still there.
  const whole = join(testDirectory(), 'whole');
  cpSync(half, whole, { recursive: true });
  await sink.deliver(plainOutcomes(1, 10), never);
  const [name = ''] = visibleNames(half);
  cpSync(join(half, name), join(whole, name));
  const next = filesSink({ directory: whole, format: 'parquet', rotateBytes: 1 });
  onTestFinished(() => next.close());
  await next.open(never);
  await next.deliver(plainOutcomes(11), never);
  expect(visibleNames(whole)).toEqual([name]);
  const rows = await parquetRows(join(whole, name));
  expect(rows.map(({ position }) => position)).toEqual(plainOutcomes(11).map(({ position }) => position));
});

test('what cannot be finished is delivered, said to be unfinished, and finished later', async () => {
  const { sink, directory } = await opened();
  // Where the file is made there is a folder.
  mkdirSync(join(directory, `${finished}.new`));
  await expect(sink.deliver(plainOutcomes(10), never)).rejects.toMatchObject({
    code: 'SINK_UNAVAILABLE',
    retryable: true,
  });
  rmSync(join(directory, `${finished}.new`), { recursive: true });
  await sink.deliver(plainOutcomes(10), never);
  await sink.deliver(plainOutcomes(1, 10), never);
  const [name = ''] = visibleNames(directory);
  const rows = await parquetRows(join(directory, name));
  expect(rows.map(({ position }) => position)).toEqual(plainOutcomes(11).map(({ position }) => position));
});

test('a delivery that is stopped while a file is finished can be repeated', async () => {
  const { sink, directory } = await opened();
  const stop = new AbortController();
  const delivered = sink.deliver(plainOutcomes(10), stop.signal);
  await expect.poll(() => visibleNames(directory)).not.toHaveLength(0);
  stop.abort();
  // It may have been quicker.
  await delivered.catch(() => undefined);
  await sink.deliver(plainOutcomes(11), never);
  const files = visibleNames(directory).toSorted();
  const rows = await Promise.all(files.map((name) => parquetRows(join(directory, name))));
  expect(rows.flat().map(({ position }) => position)).toEqual(plainOutcomes(11).map(({ position }) => position));
});
