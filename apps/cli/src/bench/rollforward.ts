import { openSqliteJournal } from '@sdmp/journal';
import { connect, startOutcomeService } from '@sdmp/runtime';
import type { Bench, Figure, Measurement } from './measurement.ts';
import { feedDirectory } from './recording.ts';

const unlimited = 1_000_000;

/** A backlog from the disk over a socket of this machine to a reader that acknowledges; both ends in this process. */
export const measureRollforward: Measurement = {
  title: 'rolling forward over a socket',
  run: async (bench) => {
    const journal = await openSqliteJournal({ directory: feedDirectory(bench) });
    const touched = Date.now();
    const cursor = { name: 'bench\\bench', tenant: '', position: journal.first, filter: {}, touched };
    await journal.cursors.save([cursor]);
    const service = await startOutcomeService({ journal, listen: [{ port: 0 }] });
    try {
      return [await readFor(bench, service.addresses[0]?.port ?? 0, journal.end)];
    } finally {
      await service.close();
      await journal.close();
    }
  },
};

async function readFor({ durationMs, signal }: Bench, port: number, backlog: number): Promise<Figure> {
  const client = connect({ port });
  const request = { persistToken: 'bench', transactionIdentifier: 'bench', rateControl: unlimited };
  const began = performance.now();
  let firstAt: number | undefined;
  let now = began;
  let received = 0;
  let first = 0;
  for await (const batch of client.outcomes(request).batches()) {
    now = performance.now();
    // What it takes to connect is not what is asked for here.
    if (firstAt === undefined) {
      firstAt = now;
      first = batch.length;
    }
    received += batch.length;
    if (received >= backlog || now - firstAt >= durationMs || signal.aborted) break;
  }
  await client.close();
  const seconds = (now - (firstAt ?? began)) / 1000;
  return {
    name: 'rollforward over loopback',
    value: seconds > 0 ? (received - first) / seconds : 0,
    unit: 'outcomes/s',
  };
}
