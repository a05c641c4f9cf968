import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import type { ClientStatus } from './status.ts';
import { maxWaitingStatuses, StatusFeed } from './status-feed.ts';

async function readAll(reader: AsyncIterable<ClientStatus>): Promise<ClientStatus[]> {
  const statuses: ClientStatus[] = [];
  for await (const status of reader) statuses.push(status);
  return statuses;
}

test(`${verifies('CL-5')}every reader gets every status in order, beginning with the newest there was`, async () => {
  const feed = new StatusFeed(() => 7);
  feed.report({ kind: 'connecting', attempt: 1 });
  feed.report({ kind: 'connecting', attempt: 2 });
  const readers = [feed.read(), feed.read()];
  feed.report({ kind: 'idle' });
  feed.end();
  for (const reader of readers) {
    expect(await readAll(reader)).toEqual([
      { kind: 'connecting', attempt: 2, time: 7, missed: 0 },
      { kind: 'idle', time: 7, missed: 0 },
    ]);
  }
  expect(await readAll(feed.read())).toEqual([{ kind: 'idle', time: 7, missed: 0 }]);
});

test(`${verifies('CL-5')}a slow reader misses the oldest, and is told how many`, async () => {
  const feed = new StatusFeed(() => 0);
  const reader = feed.read();
  for (let attempt = 1; attempt <= maxWaitingStatuses + 3; attempt++) feed.report({ kind: 'connecting', attempt });
  expect((await reader.next()).value).toMatchObject({ attempt: 4, missed: 3 });
  expect((await reader.next()).value).toMatchObject({ attempt: 5, missed: 0 });
});

test('a reader that left gets nothing more, one that waits is woken', async () => {
  const feed = new StatusFeed(() => 0);
  const reader = feed.read();
  const waiting = reader.next();
  await reader.return?.();
  expect(await waiting).toEqual({ done: true, value: undefined });
  const other = feed.read();
  const woken = other.next();
  feed.report({ kind: 'closed' });
  expect((await woken).value).toMatchObject({ kind: 'closed' });
});
