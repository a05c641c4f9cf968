import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { WriterThread } from './writer-thread.ts';

/** A thread on a folder, and what it said of its end. */
function startThread(directory: string): { readonly thread: WriterThread; readonly deaths: readonly string[] } {
  const deaths: string[] = [];
  const compaction = { maxBatchRecords: 1000, maxBatchBytes: 100_000, compactAfter: 1000 };
  const thread = new WriterThread(
    { directory, create: true, compaction, reserveBytes: 0 },
    { onNote: () => undefined, onDeath: ({ message }) => deaths.push(message) },
  );
  return { thread, deaths };
}

function folder(): string {
  const directory = mkdtempSync(join(tmpdir(), 'sdmp-writer-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return directory;
}

test('a writer that cannot open the journal says so once: its end is no news', async () => {
  const directory = folder();
  const holder = startThread(directory);
  await holder.thread.opened();
  const late = startThread(directory);
  await expect(late.thread.opened()).rejects.toMatchObject({ code: 'JOURNAL_IN_USE' });
  await late.thread.terminate();
  await holder.thread.close();
  expect([...late.deaths, ...holder.deaths]).toEqual([]);
});

test('a writer whose opening is given up says nothing of its end', async () => {
  const { thread, deaths } = startThread(folder());
  const opened = expect(thread.opened()).rejects.toMatchObject({ code: 'JOURNAL_CLOSED' });
  await thread.terminate();
  await opened;
  expect(deaths).toEqual([]);
});

test('a writer that ends after it has opened the journal says so', async () => {
  const { thread, deaths } = startThread(folder());
  await thread.opened();
  await thread.terminate();
  expect(deaths).toEqual([expect.stringContaining("the journal's writer stopped (exit 1)")]);
});
