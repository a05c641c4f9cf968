import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from '@sdmp/codec';
import { type Journal, openSqliteJournal } from '@sdmp/journal';
import { outcomeRecord } from '@sdmp/outcomes';
import { verifies } from '@sdmp/requirements';
import { expect, onTestFinished, test } from 'vitest';
import { connect } from '../../src/client/index.ts';
import { startOutcomeService } from '../../src/server/index.ts';
import { StatusReader } from '../client/support/readers.ts';

const eachTime = 60;
const openings = 3;

/** Subscribes with both forms, so that what is recorded afterwards is their backlog. */
async function park(journal: Journal): Promise<void> {
  const service = await startOutcomeService({ journal, listen: [{ port: 0 }] });
  for (const persistToken of ['runs', 'plain']) {
    const client = connect({ port: service.addresses[0]?.port ?? 0 });
    const status = new StatusReader(client);
    const first = client.outcomes({ persistToken }).batches().next();
    await status.next('newToken');
    await client.close();
    await first;
  }
  await service.close();
}

async function idsOf(port: number, runs: boolean): Promise<(string | undefined)[]> {
  const client = connect({ port, runs });
  const ids: (string | undefined)[] = [];
  const request = { persistToken: runs ? 'runs' : 'plain', rateControl: 1_000_000 };
  for await (const batch of client.outcomes(request).batches()) {
    ids.push(...batch.map(({ id }) => id));
    if (ids.length >= openings * eachTime) break;
  }
  await client.close();
  return ids;
}

test(`${verifies('RUN-2')}outcomes of several branches of a journal have the same ids in runs as in OZ, each its own`, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'sdmp-runs-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  for (let opening = 0; opening < openings; opening++) {
    const journal = await openSqliteJournal({ directory });
    if (opening === 0) await park(journal);
    const frame = decode(String.raw`OZ\CNSales1\RE10`);
    await journal.append(Array.from({ length: eachTime }, () => outcomeRecord(frame, { time: Date.now() })));
    await journal.close();
  }
  const journal = await openSqliteJournal({ directory });
  const service = await startOutcomeService({ journal, listen: [{ port: 0 }] });
  const port = service.addresses[0]?.port ?? 0;
  const ids = await idsOf(port, true);
  expect(ids).toEqual(await idsOf(port, false));
  expect(new Set(ids).size).toBe(openings * eachTime);
  expect(ids.every((id) => id?.startsWith(journal.id) === true)).toBe(true);
  await service.close();
  await journal.close();
});
